ALTER TABLE `outbox` RENAME TO `mail_queue`;--> statement-breakpoint
ALTER TABLE `plugs` RENAME COLUMN "revision" TO "etag";--> statement-breakpoint
DROP INDEX `outbox_next`;--> statement-breakpoint
CREATE INDEX `mail_queue_next` ON `mail_queue` (`state`,`next_attempt_at`);--> statement-breakpoint
-- The state of e-mails that the development outbox shows was named `kept`.
UPDATE `mail_queue` SET `state` = 'outbox' WHERE `state` = 'kept';
