ALTER TABLE `security_events` ADD `actor` integer;--> statement-breakpoint
CREATE INDEX `security_events_actor` ON `security_events` (`created_at`) WHERE actor IS NOT NULL;--> statement-breakpoint
CREATE INDEX `security_events_rare` ON `security_events` (`type`,`created_at`) WHERE type IN ('account_locked', 'account_unlocked', 'account_changed', 'account_deleted', 'account_restored', 'email_changed', 'email_reverted', 'invitation_sent', 'passage_changed', 'password_changed', 'plex_linked', 'refresh_reuse');--> statement-breakpoint
CREATE INDEX `sessions_address` ON `sessions` (`address`);--> statement-breakpoint
CREATE INDEX `users_admins` ON `users` (`number`) WHERE role = 'admin';--> statement-breakpoint
CREATE INDEX `users_inactive` ON `users` (`number`) WHERE is_active = 0;--> statement-breakpoint
-- Figures of the service for each UTC day. The scheduled job counts the entries of the security log and stores the other
-- figures of the current day.
CREATE TABLE daily_figures (
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (day, name)
) WITHOUT ROWID;
--> statement-breakpoint
-- Where the scheduled job continues a count. For `security_log`, `position` is the id of the last counted entry. For
-- `active_sessions`, it is the id of the last inspected session, and `value` is the number of active sessions so far.
CREATE TABLE figure_positions (
  name TEXT PRIMARY KEY,
  position TEXT,
  value INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
--> statement-breakpoint
-- The next insert can get the rowid of a deleted entry, so the position must not stay above the rowids that exist.
CREATE TRIGGER security_events_position AFTER DELETE ON security_events
WHEN OLD.id = (SELECT position FROM figure_positions WHERE name = 'security_log')
BEGIN
  UPDATE figure_positions SET position =
    (SELECT id FROM security_events WHERE rowid < OLD.rowid ORDER BY rowid DESC LIMIT 1)
  WHERE name = 'security_log';
END;
--> statement-breakpoint
-- One row: the number of accounts that are not deleted, and how many of them are deactivated.
CREATE TABLE account_totals (
  id INTEGER PRIMARY KEY,
  live INTEGER NOT NULL,
  inactive INTEGER NOT NULL
);
--> statement-breakpoint
INSERT INTO account_totals (id, live, inactive)
SELECT 1, count(*), coalesce(sum(is_active = 0), 0) FROM users WHERE deleted_at IS NULL;
--> statement-breakpoint
CREATE TRIGGER users_inserted AFTER INSERT ON users WHEN NEW.deleted_at IS NULL
BEGIN
  UPDATE account_totals SET live = live + 1, inactive = inactive + (NEW.is_active = 0);
END;
--> statement-breakpoint
CREATE TRIGGER users_changed AFTER UPDATE OF deleted_at, is_active ON users
WHEN (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) OR OLD.is_active <> NEW.is_active
BEGIN
  UPDATE account_totals SET
    live = live - (OLD.deleted_at IS NULL) + (NEW.deleted_at IS NULL),
    inactive = inactive - (OLD.deleted_at IS NULL AND OLD.is_active = 0)
      + (NEW.deleted_at IS NULL AND NEW.is_active = 0);
END;
--> statement-breakpoint
CREATE TRIGGER users_removed AFTER DELETE ON users WHEN OLD.deleted_at IS NULL
BEGIN
  UPDATE account_totals SET live = live - 1, inactive = inactive - (OLD.is_active = 0);
END;
