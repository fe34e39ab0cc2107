CREATE TABLE `telegram_link_codes` (
	`owner` integer PRIMARY KEY NOT NULL,
	`code_hash` text NOT NULL,
	`telegram_user_id` integer,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`owner`) REFERENCES `users`(`number`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `telegram_link_codes_code_hash_unique` ON `telegram_link_codes` (`code_hash`);--> statement-breakpoint
CREATE INDEX `telegram_link_codes_expires` ON `telegram_link_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `telegram_links` (
	`telegram_user_id` integer PRIMARY KEY NOT NULL,
	`owner` integer NOT NULL,
	`session_id` integer NOT NULL,
	`linked_at` integer NOT NULL,
	`expected_reply` text,
	FOREIGN KEY (`owner`) REFERENCES `users`(`number`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `telegram_links_owner_unique` ON `telegram_links` (`owner`);--> statement-breakpoint
CREATE INDEX `telegram_links_session` ON `telegram_links` (`session_id`);--> statement-breakpoint
CREATE TABLE `telegram_updates` (
	`update_id` integer PRIMARY KEY NOT NULL,
	`chat` integer NOT NULL,
	`claimed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `telegram_updates_chat` ON `telegram_updates` (`chat`,`claimed_at`);