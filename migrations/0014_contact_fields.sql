ALTER TABLE `plugs` ADD `birthday` text;--> statement-breakpoint
ALTER TABLE `plugs` ADD `met_at` text;--> statement-breakpoint
ALTER TABLE `plugs` ADD `met_where` text;--> statement-breakpoint
ALTER TABLE `plugs` ADD `telegram_username` text;--> statement-breakpoint
ALTER TABLE `plugs` ADD `telegram_user_id` integer;--> statement-breakpoint
ALTER TABLE `plugs` ADD `phone_country` text;--> statement-breakpoint
-- The keys by which duplicates are found. Two live plugs of an owner with the same kind and key are duplicates for the
-- reason of this kind. `plug` is the row of the plug. Plugs in the trash have no keys.
CREATE TABLE plug_keys (
  owner INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  key TEXT NOT NULL,
  plug INTEGER NOT NULL,
  PRIMARY KEY (owner, kind, key, plug)
) WITHOUT ROWID;
