ALTER TABLE `users` ADD `last_decision` text;--> statement-breakpoint
ALTER TABLE `users` ADD `closing_unconfirmed_at` integer;--> statement-breakpoint
CREATE INDEX `users_closing_unconfirmed` ON `users` (`closing_unconfirmed_at`) WHERE closing_unconfirmed_at IS NOT NULL;