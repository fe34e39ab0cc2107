ALTER TABLE `plugs` ADD `first_name_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `plugs` ADD `last_name_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `plugs` ADD `company_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `plugs` ADD `tag_keys` text;--> statement-breakpoint
CREATE INDEX `plugs_first_name` ON `plugs` (`owner`,`first_name_key`,`row`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `plugs_last_name` ON `plugs` (`owner`,`last_name_key`,`row`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `plugs_company` ON `plugs` (`owner`,`company_key`,`row`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `plugs_trash` ON `plugs` (`deleted_at`) WHERE deleted_at IS NOT NULL;