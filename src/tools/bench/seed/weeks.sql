-- Computes the counts of the weeks from the plugs, in the same way as `migrations/0015_plug_weeks.sql`.
DELETE FROM plug_weeks;
INSERT INTO plug_weeks (owner, week, created, converted)
SELECT owner, week, sum(created), sum(converted) FROM (
  SELECT owner, (created_at + 259200000) / 604800000 AS week, 1 AS created, 0 AS converted FROM plugs
  UNION ALL
  SELECT owner, (converted_at + 259200000) / 604800000, 0, 1 FROM plugs WHERE converted_at IS NOT NULL)
GROUP BY owner, week;
