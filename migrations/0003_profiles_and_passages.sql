CREATE TABLE `passages` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`difficulty` text NOT NULL,
	`tier` text NOT NULL,
	`question_count` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passages_id_unique` ON `passages` (`id`);--> statement-breakpoint
CREATE INDEX `passages_tier` ON `passages` (`tier`,`created_at`,`row`);--> statement-breakpoint
CREATE TABLE `progress` (
	`owner` integer NOT NULL,
	`passage_id` text NOT NULL,
	`best_score` integer NOT NULL,
	`is_completed` integer NOT NULL,
	`attempts` integer NOT NULL,
	`time_spent_seconds` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`owner`, `passage_id`),
	FOREIGN KEY (`owner`) REFERENCES `users`(`number`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`passage_id`) REFERENCES `passages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `questions` (
	`id` text PRIMARY KEY NOT NULL,
	`passage_id` text NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	`options` text NOT NULL,
	`correct_answer_index` integer NOT NULL,
	`explanation` text NOT NULL,
	FOREIGN KEY (`passage_id`) REFERENCES `passages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `questions_passage` ON `questions` (`passage_id`,`position`);--> statement-breakpoint
ALTER TABLE `users` ADD `plex_id` text;--> statement-breakpoint
ALTER TABLE `users` ADD `avatar_url` text;--> statement-breakpoint
ALTER TABLE `users` ADD `preferences` text;--> statement-breakpoint
ALTER TABLE `users` ADD `phone` text;--> statement-breakpoint
ALTER TABLE `users` ADD `city` text;--> statement-breakpoint
ALTER TABLE `users` ADD `country` text;--> statement-breakpoint
ALTER TABLE `users` ADD `total_bids` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `total_wins` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `total_spent` real DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `users_plex` ON `users` (`plex_id`) WHERE deleted_at IS NULL AND plex_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `users_deleted` ON `users` (`deleted_at`) WHERE deleted_at IS NOT NULL;