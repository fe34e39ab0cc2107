CREATE TABLE `incarnation` (
	`id` integer PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
