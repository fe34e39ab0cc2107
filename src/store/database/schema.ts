/**
 * The tables of accounts, links, sessions, plugs and idempotency keys, and the incarnation. Times are milliseconds
 * since 1970. Most files in `migrations/` are generated from this file and other `schema.ts` files
 * (`drizzle.config.ts`).
 */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Preferences } from '../../rules/accounts/preferences.ts';
import { SESSION_KINDS } from '../../rules/sessions/session-kind.ts';

export const users = sqliteTable(
  'users',
  {
    number: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    /** The current address. `isVerified` states whether it is verified. Null if there is no address. */
    email: text(),
    /** The requested new address. It replaces `email` when the user enters the code that was sent to it. */
    pendingEmail: text('pending_email'),
    username: text().notNull(),
    firstName: text('first_name').notNull().default(''),
    lastName: text('last_name').notNull().default(''),
    passwordHash: text('password_hash'),
    /**
     * The number of times that the password was replaced since the database was last restored. The account's object
     * rejects proofs of an earlier password.
     */
    passwordEpoch: integer('password_epoch').notNull().default(0),
    timeZone: text('time_zone').notNull().default('UTC'),
    role: text({ enum: ['user', 'admin'] })
      .notNull()
      .default('user'),
    isActive: integer('is_active', { mode: 'boolean' }).notNull().default(true),
    isVerified: integer('is_verified', { mode: 'boolean' }).notNull().default(false),
    isPremium: integer('is_premium', { mode: 'boolean' }).notNull().default(false),
    premiumUntilMs: integer('premium_until'),
    expiresAtMs: integer('expires_at'),
    createdAtMs: integer('created_at').notNull(),
    updatedAtMs: integer('updated_at').notNull(),
    lastLoginAtMs: integer('last_login_at'),
    deletedAtMs: integer('deleted_at'),
    plexId: text('plex_id'),
    /** The newest Plex name that the account took, or could not take because another account had the name. */
    plexName: text('plex_name'),
    /**
     * The user name that was last taken from Plex. The user name of the account is updated from Plex only if it equals
     * this value.
     */
    plexUsername: text('plex_username'),
    /**
     * The picture that was last taken from Plex. The picture of the account is updated from Plex only if it equals this
     * value.
     */
    plexAvatarUrl: text('plex_avatar_url'),
    /** The address that Plex had confirmed when the account was created by Plex or linked with it. */
    plexConfirmedEmail: text('plex_confirmed_email'),
    avatarUrl: text('avatar_url'),
    preferences: text({ mode: 'json' }).$type<Preferences>(),
    phone: text(),
    city: text(),
    country: text(),
    totalBids: integer('total_bids').notNull().default(0),
    totalWins: integer('total_wins').notNull().default(0),
    totalSpent: real('total_spent').notNull().default(0),
    /** The id of the last decision of the account's object that changed this row (`account-decisions.ts`). */
    lastDecision: text('last_decision'),
    /** When a decision closed the account. Null for an open account, and after the object confirmed the closing. */
    closingUnconfirmedAtMs: integer('closing_unconfirmed_at'),
  },
  (table) => [
    uniqueIndex('users_plex').on(table.plexId).where(sql`deleted_at IS NULL AND plex_id IS NOT NULL`),
    index('users_closing_unconfirmed')
      .on(table.closingUnconfirmedAtMs)
      .where(sql`closing_unconfirmed_at IS NOT NULL`),
    index('users_deleted').on(table.deletedAtMs).where(sql`deleted_at IS NOT NULL`),
    uniqueIndex('users_email').on(table.email).where(sql`deleted_at IS NULL`),
    uniqueIndex('users_username').on(sql`username COLLATE NOCASE`).where(sql`deleted_at IS NULL`),
    index('users_admins').on(table.number).where(sql`role = 'admin'`),
    index('users_inactive').on(table.number).where(sql`is_active = 0`),
  ],
);

/**
 * Links that change an account. A link is sent by e-mail or printed by `npm run admin`. Only the hash of its token is
 * stored.
 */
export const accountLinks = sqliteTable(
  'account_links',
  {
    tokenHash: text('token_hash').primaryKey(),
    owner: integer()
      .notNull()
      .references(() => users.number, { onDelete: 'cascade' }),
    purpose: text({ enum: ['revert', 'invitation'] }).notNull(),
    /** For a revert: the address that it restores. For an invitation: the address to which it was sent, or null. */
    email: text(),
    /** Whether the address that a revert restores was verified. */
    isVerified: integer('is_verified', { mode: 'boolean' }).notNull().default(false),
    expiresAtMs: integer('expires_at').notNull(),
  },
  (table) => [
    index('account_links_owner').on(table.owner),
    index('account_links_expires').on(table.expiresAtMs),
  ],
);

/**
 * One row after a restore, with the time of the restore. Account objects delete sessions and other state that they
 * stored before this time (`incarnation.ts`).
 */
export const incarnation = sqliteTable('incarnation', {
  id: integer().primaryKey(),
  value: integer().notNull(),
});

/** The copy in D1 of the sessions that the Durable Object of each account manages. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: integer().primaryKey(),
    owner: integer()
      .notNull()
      .references(() => users.number, { onDelete: 'cascade' }),
    kind: text({ enum: SESSION_KINDS }).notNull().default('client'),
    clientType: text('client_type').notNull(),
    deviceName: text('device_name'),
    address: text().notNull(),
    userAgent: text('user_agent').notNull(),
    country: text(),
    /**
     * For the kind `telegram_link`: the linked Telegram user. Otherwise labels from the client, which are not verified.
     */
    telegramUserId: integer('telegram_user_id'),
    telegramUsername: text('telegram_username'),
    /**
     * How the session began. A session that began with a Plex sign-in has the administrator role on the media contract
     * only.
     */
    begunBy: text('begun_by', { enum: ['password', 'plex'] })
      .notNull()
      .default('password'),
    createdAtMs: integer('created_at').notNull(),
    lastActivityAtMs: integer('last_activity_at').notNull(),
    expiresAtMs: integer('expires_at').notNull(),
    endedAtMs: integer('ended_at'),
    endedReason: text('ended_reason'),
  },
  (table) => [
    index('sessions_owner').on(table.owner, table.createdAtMs),
    index('sessions_expires').on(table.expiresAtMs),
    index('sessions_address').on(table.address),
  ],
);

export const plugs = sqliteTable(
  'plugs',
  {
    row: integer().primaryKey(),
    id: text().notNull().unique(),
    owner: integer()
      .notNull()
      .references(() => users.number, { onDelete: 'cascade' }),
    plugType: text('plug_type', { enum: ['target', 'contact'] }).notNull(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    email: text(),
    company: text(),
    jobTitle: text('job_title'),
    primaryNumber: text('primary_number'),
    secondaryNumber: text('secondary_number'),
    linkedinUrl: text('linkedin_url'),
    profilePicture: text('profile_picture'),
    notes: text(),
    networkType: text('network_type'),
    businessType: text('business_type'),
    connectReason: text('connect_reason'),
    tags: text({ mode: 'json' }).$type<string[]>().notNull(),
    priority: text({ enum: ['low', 'medium', 'high', 'urgent'] }).notNull(),
    hubspotPipelineStage: text('hubspot_pipeline_stage'),
    customData: text('custom_data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** `YYYY-MM-DD`, or `--MM-DD` if the year is not known. */
    birthday: text(),
    /** The day of the first meeting, as `YYYY-MM-DD`. */
    metAt: text('met_at'),
    metWhere: text('met_where'),
    telegramUsername: text('telegram_username'),
    telegramUserId: integer('telegram_user_id'),
    /**
     * The country (ISO 3166-1) for numbers without a country code: the country of the account's time zone when the
     * numbers were written. Null if the time zone has no country, or if the plug has no number.
     */
    phoneCountry: text('phone_country'),
    /**
     * Unique among the live plugs of an owner: the e-mail address of a contact, or the name and company of a target.
     * Null if there is no such value, or if a rebuild gave the key to another plug.
     */
    duplicateKey: text('duplicate_key'),
    /** Folded names and company, used to sort lists. Empty if the plug has no such value. */
    firstNameKey: text('first_name_key').notNull().default(''),
    lastNameKey: text('last_name_key').notNull().default(''),
    companyKey: text('company_key').notNull().default(''),
    /** The comparison keys of the tags, in the order of the tags; null if every key equals its tag. */
    tagKeys: text('tag_keys', { mode: 'json' }).$type<string[]>(),
    /** Random text for `ETag`, compared when a plug is updated. Every write except a rebuild of keys replaces it. */
    etag: text().notNull(),
    /** The numbers of the newest and of the previous revision; 0 if there is no such revision. See `plug_revisions`. */
    seq: integer().notNull().default(0),
    prevSeq: integer('prev_seq').notNull().default(0),
    createdAtMs: integer('created_at').notNull(),
    updatedAtMs: integer('updated_at').notNull(),
    convertedAtMs: integer('converted_at'),
    deletedAtMs: integer('deleted_at'),
    /** The id of the plug that this plug was merged into. The plug is then in the trash. See `plug_aliases`. */
    mergedInto: text('merged_into'),
  },
  (table) => [
    index('plugs_live').on(table.owner, table.createdAtMs, table.row).where(sql`deleted_at IS NULL`),
    index('plugs_typed')
      .on(table.owner, table.plugType, table.createdAtMs, table.row)
      .where(sql`deleted_at IS NULL`),
    index('plugs_deleted').on(table.owner, table.createdAtMs, table.row).where(sql`deleted_at IS NOT NULL`),
    index('plugs_first_name').on(table.owner, table.firstNameKey, table.row).where(sql`deleted_at IS NULL`),
    index('plugs_last_name').on(table.owner, table.lastNameKey, table.row).where(sql`deleted_at IS NULL`),
    index('plugs_company').on(table.owner, table.companyKey, table.row).where(sql`deleted_at IS NULL`),
    index('plugs_trash').on(table.deletedAtMs).where(sql`deleted_at IS NOT NULL`),
    uniqueIndex('plugs_duplicate')
      .on(table.owner, table.duplicateKey)
      .where(sql`deleted_at IS NULL AND duplicate_key IS NOT NULL`),
  ],
);

/** The idempotency keys of creations and of imports. `plugId` is the id of the created plug or of the import. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    owner: integer().notNull(),
    key: text().notNull(),
    requestHash: text('request_hash').notNull(),
    plugId: text('plug_id').notNull(),
    createdAtMs: integer('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'idempotency_keys_pk', columns: [table.owner, table.key] }),
    index('idempotency_keys_created').on(table.createdAtMs),
  ],
);
