-- The numbers of plugs that each owner created and converted in each UTC week from Monday to Sunday. Week 0 contains
-- 1 January 1970. The writer of plugs updates the table in the batch of the write.
CREATE TABLE plug_weeks (
  owner INTEGER NOT NULL,
  week INTEGER NOT NULL,
  created INTEGER NOT NULL,
  converted INTEGER NOT NULL,
  PRIMARY KEY (owner, week)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO plug_weeks (owner, week, created, converted)
SELECT owner, week, sum(created), sum(converted) FROM (
  SELECT owner, (created_at + 259200000) / 604800000 AS week, 1 AS created, 0 AS converted FROM plugs
  UNION ALL
  SELECT owner, (converted_at + 259200000) / 604800000, 0, 1 FROM plugs WHERE converted_at IS NOT NULL)
GROUP BY owner, week;
