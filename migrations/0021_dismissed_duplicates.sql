-- Pairs of plugs that their owner marked as different people. `plug` is the smaller row number, and `other_plug` is the
-- larger one.
CREATE TABLE dismissed_duplicates (
  owner INTEGER NOT NULL,
  plug INTEGER NOT NULL,
  other_plug INTEGER NOT NULL,
  PRIMARY KEY (owner, plug, other_plug)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX dismissed_duplicates_other ON dismissed_duplicates (owner, other_plug);
--> statement-breakpoint
-- The next plug can get the row number of a plug that was deleted for good, so no pair may remain.
CREATE TRIGGER plugs_undismissed AFTER DELETE ON plugs BEGIN
  DELETE FROM dismissed_duplicates WHERE owner = OLD.owner AND (plug = OLD.row OR other_plug = OLD.row);
END;
