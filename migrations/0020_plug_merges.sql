ALTER TABLE `plugs` ADD `merged_into` text;--> statement-breakpoint
-- The ids of plugs that were merged into another plug. `winner` is the id of that plug, which can itself be an alias. An
-- alias remains when the merged plug is deleted permanently.
CREATE TABLE plug_aliases (
  owner INTEGER NOT NULL,
  id TEXT NOT NULL,
  winner TEXT NOT NULL,
  PRIMARY KEY (owner, id)
) WITHOUT ROWID;
--> statement-breakpoint
-- The alias of a plug that is in the trash is always the value of its column.
CREATE TRIGGER plugs_merged AFTER UPDATE OF merged_into ON plugs WHEN OLD.merged_into IS NOT NEW.merged_into
BEGIN
  DELETE FROM plug_aliases WHERE owner = NEW.owner AND id = NEW.id;
  INSERT INTO plug_aliases (owner, id, winner)
  SELECT NEW.owner, NEW.id, NEW.merged_into WHERE NEW.merged_into IS NOT NULL;
END;
