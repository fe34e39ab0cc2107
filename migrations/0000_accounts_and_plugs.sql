CREATE TABLE `idempotency_keys` (
	`owner` integer NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`plug_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`owner`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_created` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient` text NOT NULL,
	`template` text NOT NULL,
	`data` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_next` ON `outbox` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `plugs` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`owner` integer NOT NULL,
	`plug_type` text NOT NULL,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`email` text,
	`company` text,
	`job_title` text,
	`primary_number` text,
	`secondary_number` text,
	`linkedin_url` text,
	`profile_picture` text,
	`notes` text,
	`network_type` text,
	`business_type` text,
	`connect_reason` text,
	`tags` text NOT NULL,
	`priority` text NOT NULL,
	`hubspot_pipeline_stage` text,
	`custom_data` text NOT NULL,
	`duplicate_key` text,
	`revision` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`converted_at` integer,
	`deleted_at` integer,
	FOREIGN KEY (`owner`) REFERENCES `users`(`number`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plugs_id_unique` ON `plugs` (`id`);--> statement-breakpoint
CREATE INDEX `plugs_live` ON `plugs` (`owner`,`created_at`,`row`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `plugs_typed` ON `plugs` (`owner`,`plug_type`,`created_at`,`row`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `plugs_deleted` ON `plugs` (`owner`,`created_at`,`row`) WHERE deleted_at IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `plugs_duplicate` ON `plugs` (`owner`,`duplicate_key`) WHERE deleted_at IS NULL AND duplicate_key IS NOT NULL;--> statement-breakpoint
CREATE TABLE `security_events` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` integer NOT NULL,
	`type` text NOT NULL,
	`session_id` integer,
	`address` text,
	`user_agent` text,
	`country` text,
	`detail` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `security_events_owner` ON `security_events` (`owner`,`created_at`);--> statement-breakpoint
CREATE INDEX `security_events_created` ON `security_events` (`created_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` integer PRIMARY KEY NOT NULL,
	`owner` integer NOT NULL,
	`client_type` text NOT NULL,
	`device_name` text,
	`address` text NOT NULL,
	`user_agent` text NOT NULL,
	`country` text,
	`created_at` integer NOT NULL,
	`last_activity_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	`ended_reason` text,
	FOREIGN KEY (`owner`) REFERENCES `users`(`number`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_owner` ON `sessions` (`owner`,`created_at`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`email` text,
	`username` text NOT NULL,
	`first_name` text DEFAULT '' NOT NULL,
	`last_name` text DEFAULT '' NOT NULL,
	`password_hash` text,
	`time_zone` text DEFAULT 'UTC' NOT NULL,
	`role` text DEFAULT 'user' NOT NULL,
	`is_active` integer DEFAULT true NOT NULL,
	`is_verified` integer DEFAULT false NOT NULL,
	`is_premium` integer DEFAULT false NOT NULL,
	`premium_until` integer,
	`expires_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`last_login_at` integer,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_id_unique` ON `users` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `users_username` ON `users` (username COLLATE NOCASE) WHERE deleted_at IS NULL;