ALTER TABLE `sessions` ADD `telegram_user_id` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `telegram_username` text;