-- Recomputes the counters from `plugs` and `users`. Normally, triggers maintain these counters. Every backup ends with
-- these statements, because the trigger for inserted plugs counts a deleted plug as live and does not count conversions.
DELETE FROM account_totals;
INSERT INTO account_totals (id, live, inactive)
SELECT 1, count(*), coalesce(sum(is_active = 0), 0) FROM users WHERE deleted_at IS NULL;
DELETE FROM plug_totals;
DELETE FROM plug_counts;
INSERT INTO plug_totals (owner, targets, contacts, deleted, low, medium, high, urgent, conversions)
SELECT owner,
  sum(deleted_at IS NULL AND plug_type = 'target'), sum(deleted_at IS NULL AND plug_type = 'contact'),
  sum(deleted_at IS NOT NULL),
  sum(deleted_at IS NULL AND priority = 'low'), sum(deleted_at IS NULL AND priority = 'medium'),
  sum(deleted_at IS NULL AND priority = 'high'), sum(deleted_at IS NULL AND priority = 'urgent'), '{}'
FROM plugs GROUP BY owner;
UPDATE plug_totals SET conversions = days.counts FROM (
  SELECT owner, json_group_object(day, count) AS counts FROM (
    SELECT owner, date(converted_at / 1000, 'unixepoch') AS day, count(*) AS count FROM plugs
    WHERE deleted_at IS NULL AND converted_at IS NOT NULL GROUP BY owner, day)
  GROUP BY owner) AS days
WHERE days.owner = plug_totals.owner;
INSERT INTO plug_counts (owner, dimension, value, label, count)
SELECT owner, dimension, value, max(label), count(*) FROM (
  SELECT owner, 'business_type' AS dimension, business_type AS value, NULL AS label FROM plugs WHERE deleted_at IS NULL
  UNION ALL SELECT owner, 'network_type', network_type, NULL FROM plugs WHERE deleted_at IS NULL
  UNION ALL SELECT owner, 'tag', coalesce(plugs.tag_keys ->> ('$[' || tag.key || ']'), tag.value),
    nullif(tag.value, coalesce(plugs.tag_keys ->> ('$[' || tag.key || ']'), tag.value))
  FROM plugs, json_each(plugs.tags) AS tag WHERE deleted_at IS NULL)
WHERE value IS NOT NULL GROUP BY owner, dimension, value;
