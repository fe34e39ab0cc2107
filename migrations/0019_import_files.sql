CREATE TABLE `import_files` (
	`owner` integer NOT NULL,
	`part` integer NOT NULL,
	`id` text NOT NULL,
	`name` text,
	`type` text NOT NULL,
	`content` text NOT NULL,
	`choices` text,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`owner`, `part`),
	FOREIGN KEY (`owner`) REFERENCES `users`(`number`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `import_files_expires` ON `import_files` (`expires_at`);