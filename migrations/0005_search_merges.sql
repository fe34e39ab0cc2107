-- The index merges its segments less often, and then more of them: on a million plugs a write took twenty
-- milliseconds now and then, and takes one; a search reads a few segments more.
INSERT INTO plugs_fts (plugs_fts, rank) VALUES ('automerge', 8);
