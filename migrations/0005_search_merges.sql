-- The index merges its segments less often, but more of them at once. With a million plugs, some writes took 20
-- milliseconds because of a merge, and now take 1 millisecond. A search reads a few more segments.
INSERT INTO plugs_fts (plugs_fts, rank) VALUES ('automerge', 8);
