CREATE TABLE `account_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`owner` integer NOT NULL,
	`purpose` text NOT NULL,
	`email` text,
	`is_verified` integer DEFAULT false NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`owner`) REFERENCES `users`(`number`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_links_owner` ON `account_links` (`owner`);--> statement-breakpoint
CREATE INDEX `account_links_expires` ON `account_links` (`expires_at`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `begun_by` text DEFAULT 'password' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `pending_email` text;
--> statement-breakpoint
-- If an account is linked to Plex, its sessions may have begun with Plex. Its administrators must sign in again with the
-- password.
UPDATE `sessions` SET `begun_by` = 'plex' WHERE `owner` IN (SELECT `number` FROM `users` WHERE `plex_id` IS NOT NULL);
