-- The search index contains every suffix of every word. Each suffix begins with its owner, so that a query reads only the
-- terms of this owner. The index has no content of its own: `npm run restore` rebuilds it from `plugs`.
CREATE VIRTUAL TABLE plugs_fts USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize='ascii');
--> statement-breakpoint
CREATE TABLE plug_totals (
  owner INTEGER PRIMARY KEY NOT NULL,
  targets INTEGER NOT NULL DEFAULT 0,
  contacts INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0,
  low INTEGER NOT NULL DEFAULT 0,
  medium INTEGER NOT NULL DEFAULT 0,
  high INTEGER NOT NULL DEFAULT 0,
  urgent INTEGER NOT NULL DEFAULT 0,
  conversions TEXT NOT NULL DEFAULT '{}'
);
--> statement-breakpoint
CREATE TABLE plug_counts (
  owner INTEGER NOT NULL,
  dimension TEXT NOT NULL,
  value TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (owner, dimension, value)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX plug_counts_ranked ON plug_counts (owner, dimension, count);
--> statement-breakpoint
CREATE TRIGGER plugs_created AFTER INSERT ON plugs BEGIN
  INSERT INTO plug_totals (owner, targets, contacts, low, medium, high, urgent)
  VALUES (NEW.owner, NEW.plug_type = 'target', NEW.plug_type = 'contact',
    NEW.priority = 'low', NEW.priority = 'medium', NEW.priority = 'high', NEW.priority = 'urgent')
  ON CONFLICT (owner) DO UPDATE SET
    targets = targets + excluded.targets, contacts = contacts + excluded.contacts,
    low = low + excluded.low, medium = medium + excluded.medium,
    high = high + excluded.high, urgent = urgent + excluded.urgent;
  INSERT INTO plug_counts (owner, dimension, value, count)
  SELECT NEW.owner, dimension, value, 1 FROM (
    SELECT 'business_type' AS dimension, NEW.business_type AS value
    UNION ALL SELECT 'network_type', NEW.network_type
    UNION ALL SELECT 'tag', value FROM json_each(NEW.tags)
  ) WHERE value IS NOT NULL
  ON CONFLICT (owner, dimension, value) DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
CREATE TRIGGER plugs_moved AFTER UPDATE OF plug_type, priority, deleted_at, converted_at ON plugs
WHEN OLD.plug_type IS NOT NEW.plug_type OR OLD.priority IS NOT NEW.priority
  OR OLD.deleted_at IS NOT NEW.deleted_at OR OLD.converted_at IS NOT NEW.converted_at
BEGIN
  UPDATE plug_totals SET
    targets = targets - (OLD.deleted_at IS NULL AND OLD.plug_type = 'target')
      + (NEW.deleted_at IS NULL AND NEW.plug_type = 'target'),
    contacts = contacts - (OLD.deleted_at IS NULL AND OLD.plug_type = 'contact')
      + (NEW.deleted_at IS NULL AND NEW.plug_type = 'contact'),
    deleted = deleted - (OLD.deleted_at IS NOT NULL) + (NEW.deleted_at IS NOT NULL),
    low = low - (OLD.deleted_at IS NULL AND OLD.priority = 'low') + (NEW.deleted_at IS NULL AND NEW.priority = 'low'),
    medium = medium - (OLD.deleted_at IS NULL AND OLD.priority = 'medium')
      + (NEW.deleted_at IS NULL AND NEW.priority = 'medium'),
    high = high - (OLD.deleted_at IS NULL AND OLD.priority = 'high')
      + (NEW.deleted_at IS NULL AND NEW.priority = 'high'),
    urgent = urgent - (OLD.deleted_at IS NULL AND OLD.priority = 'urgent')
      + (NEW.deleted_at IS NULL AND NEW.priority = 'urgent')
  WHERE owner = NEW.owner;
END;
--> statement-breakpoint
CREATE TRIGGER plugs_conversion_counted AFTER UPDATE OF deleted_at, converted_at ON plugs
WHEN (OLD.deleted_at IS NULL AND OLD.converted_at IS NOT NULL)
  IS NOT (NEW.deleted_at IS NULL AND NEW.converted_at IS NOT NULL)
BEGIN
  UPDATE plug_totals SET conversions = json_set(conversions,
    '$."' || date(coalesce(NEW.converted_at, OLD.converted_at) / 1000, 'unixepoch') || '"',
    coalesce(json_extract(conversions,
      '$."' || date(coalesce(NEW.converted_at, OLD.converted_at) / 1000, 'unixepoch') || '"'), 0)
      + (NEW.deleted_at IS NULL AND NEW.converted_at IS NOT NULL)
      - (OLD.deleted_at IS NULL AND OLD.converted_at IS NOT NULL))
  WHERE owner = NEW.owner;
END;
--> statement-breakpoint
CREATE TRIGGER plugs_value_left AFTER UPDATE OF business_type, network_type, deleted_at ON plugs
WHEN OLD.deleted_at IS NULL AND (NEW.deleted_at IS NOT NULL
  OR OLD.business_type IS NOT NEW.business_type OR OLD.network_type IS NOT NEW.network_type)
BEGIN
  UPDATE plug_counts SET count = count - 1
  WHERE owner = OLD.owner AND dimension = 'business_type' AND value = OLD.business_type;
  UPDATE plug_counts SET count = count - 1
  WHERE owner = OLD.owner AND dimension = 'network_type' AND value = OLD.network_type;
END;
--> statement-breakpoint
CREATE TRIGGER plugs_value_came AFTER UPDATE OF business_type, network_type, deleted_at ON plugs
WHEN NEW.deleted_at IS NULL AND (OLD.deleted_at IS NOT NULL
  OR OLD.business_type IS NOT NEW.business_type OR OLD.network_type IS NOT NEW.network_type)
BEGIN
  INSERT INTO plug_counts (owner, dimension, value, count)
  SELECT NEW.owner, dimension, value, 1 FROM (
    SELECT 'business_type' AS dimension, NEW.business_type AS value
    UNION ALL SELECT 'network_type', NEW.network_type
  ) WHERE value IS NOT NULL
  ON CONFLICT (owner, dimension, value) DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
CREATE TRIGGER plugs_tags_left AFTER UPDATE OF tags, deleted_at ON plugs
WHEN OLD.deleted_at IS NULL AND (NEW.deleted_at IS NOT NULL OR OLD.tags IS NOT NEW.tags)
BEGIN
  UPDATE plug_counts SET count = count - 1
  WHERE owner = OLD.owner AND dimension = 'tag' AND value IN (SELECT value FROM json_each(OLD.tags));
END;
--> statement-breakpoint
CREATE TRIGGER plugs_tags_came AFTER UPDATE OF tags, deleted_at ON plugs
WHEN NEW.deleted_at IS NULL AND (OLD.deleted_at IS NOT NULL OR OLD.tags IS NOT NEW.tags)
BEGIN
  INSERT INTO plug_counts (owner, dimension, value, count)
  SELECT NEW.owner, 'tag', value, 1 FROM json_each(NEW.tags) WHERE true
  ON CONFLICT (owner, dimension, value) DO UPDATE SET count = count + 1;
END;
