ALTER TABLE `users` ADD `plex_name` text;--> statement-breakpoint
ALTER TABLE `users` ADD `plex_username` text;--> statement-breakpoint
ALTER TABLE `users` ADD `plex_avatar_url` text;--> statement-breakpoint
ALTER TABLE `users` ADD `plex_confirmed_email` text;