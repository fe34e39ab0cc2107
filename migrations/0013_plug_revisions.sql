ALTER TABLE `plugs` ADD `seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `plugs` ADD `prev_seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Every write of a plug is one revision. `seq` is the order of an owner's writes and their time: milliseconds since 1970
-- times 1,000, or one more than the owner's newest. `prev` is the revision of the same plug before it. `before` has the
-- values that the write replaced.
CREATE TABLE plug_revisions (
  owner INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  plug INTEGER NOT NULL,
  prev INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  via INTEGER NOT NULL,
  session INTEGER,
  changeset TEXT,
  before TEXT,
  PRIMARY KEY (owner, seq)
) WITHOUT ROWID;
--> statement-breakpoint
-- A write of many plugs. Its revisions have numbers from `first_seq` to `last_seq`.
CREATE TABLE changesets (
  owner INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind INTEGER NOT NULL,
  via INTEGER NOT NULL,
  session INTEGER,
  label TEXT,
  state INTEGER NOT NULL,
  first_seq INTEGER,
  last_seq INTEGER,
  count INTEGER NOT NULL DEFAULT 0,
  report TEXT,
  created_at INTEGER NOT NULL,
  undone_by TEXT,
  PRIMARY KEY (owner, id)
) WITHOUT ROWID;
