-- Computes the weeks from the plugs, as the migration `plug_weeks` does for the plugs that exist when it runs.
DELETE FROM plug_weeks;
INSERT INTO plug_weeks (owner, week, created, converted)
SELECT owner, week, sum(created), sum(converted) FROM (
  SELECT owner, (created_at + 259200000) / 604800000 AS week, 1 AS created, 0 AS converted FROM plugs
  UNION ALL
  SELECT owner, (converted_at + 259200000) / 604800000, 0, 1 FROM plugs WHERE converted_at IS NOT NULL)
GROUP BY owner, week;
