-- After these migrations, `npm run search:rebuild` writes the index and the keys of the plugs that already exist. Until
-- then, a search does not find these plugs, and lists that are sorted by a name or a company begin with these plugs. The
-- worker can run during the rebuild. The index also stores the words that folding changes: a search reads `folded_text`
-- where the terms are not sufficient to decide whether a plug matches.
DROP TABLE plugs_fts;
--> statement-breakpoint
CREATE VIRTUAL TABLE plugs_fts USING fts5(terms, folded_text UNINDEXED, content='', contentless_delete=1, contentless_unindexed=1, detail=none, tokenize='ascii');
--> statement-breakpoint
-- As in 0005, the index merges its segments less often, but more of them at once.
INSERT INTO plugs_fts (plugs_fts, rank) VALUES ('automerge', 8);
--> statement-breakpoint
-- Tags that differ only in upper and lower case are counted together. They are shown as they were last written.
ALTER TABLE plug_counts ADD label TEXT;
--> statement-breakpoint
DROP TRIGGER plugs_created;
--> statement-breakpoint
CREATE TRIGGER plugs_created AFTER INSERT ON plugs BEGIN
  INSERT INTO plug_totals (owner, targets, contacts, low, medium, high, urgent)
  VALUES (NEW.owner, NEW.plug_type = 'target', NEW.plug_type = 'contact',
    NEW.priority = 'low', NEW.priority = 'medium', NEW.priority = 'high', NEW.priority = 'urgent')
  ON CONFLICT (owner) DO UPDATE SET
    targets = targets + excluded.targets, contacts = contacts + excluded.contacts,
    low = low + excluded.low, medium = medium + excluded.medium,
    high = high + excluded.high, urgent = urgent + excluded.urgent;
  INSERT INTO plug_counts (owner, dimension, value, label, count)
  SELECT NEW.owner, dimension, value, label, 1 FROM (
    SELECT 'business_type' AS dimension, NEW.business_type AS value, NULL AS label
    UNION ALL SELECT 'network_type', NEW.network_type, NULL
    UNION ALL SELECT 'tag', coalesce(NEW.tag_keys ->> ('$[' || key || ']'), value),
      nullif(value, coalesce(NEW.tag_keys ->> ('$[' || key || ']'), value)) FROM json_each(NEW.tags)
  ) WHERE value IS NOT NULL
  ON CONFLICT (owner, dimension, value) DO UPDATE SET count = count + 1, label = excluded.label;
END;
--> statement-breakpoint
DROP TRIGGER plugs_tags_left;
--> statement-breakpoint
CREATE TRIGGER plugs_tags_left AFTER UPDATE OF tags, tag_keys, deleted_at ON plugs
WHEN OLD.deleted_at IS NULL
  AND (NEW.deleted_at IS NOT NULL OR OLD.tags IS NOT NEW.tags OR OLD.tag_keys IS NOT NEW.tag_keys)
BEGIN
  UPDATE plug_counts SET count = count - 1
  WHERE owner = OLD.owner AND dimension = 'tag'
    AND value IN (SELECT value FROM json_each(coalesce(OLD.tag_keys, OLD.tags)));
END;
--> statement-breakpoint
DROP TRIGGER plugs_tags_came;
--> statement-breakpoint
CREATE TRIGGER plugs_tags_came AFTER UPDATE OF tags, tag_keys, deleted_at ON plugs
WHEN NEW.deleted_at IS NULL
  AND (OLD.deleted_at IS NOT NULL OR OLD.tags IS NOT NEW.tags OR OLD.tag_keys IS NOT NEW.tag_keys)
BEGIN
  INSERT INTO plug_counts (owner, dimension, value, label, count)
  SELECT NEW.owner, 'tag', coalesce(NEW.tag_keys ->> ('$[' || key || ']'), value),
    nullif(value, coalesce(NEW.tag_keys ->> ('$[' || key || ']'), value)), 1
  FROM json_each(NEW.tags) WHERE true
  ON CONFLICT (owner, dimension, value) DO UPDATE SET count = count + 1, label = excluded.label;
END;
--> statement-breakpoint
-- A plug is permanently deleted only from the trash, or together with its account. The counters of an account are deleted
-- before its plugs.
CREATE TRIGGER plugs_erased AFTER DELETE ON plugs WHEN OLD.deleted_at IS NOT NULL BEGIN
  UPDATE plug_totals SET deleted = deleted - 1 WHERE owner = OLD.owner;
END;
