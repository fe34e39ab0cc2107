/** Finds accounts by their Plex account, links and unlinks them, and copies the name and the picture from Plex. */
import { and, eq, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm';
import type { PlexProfile } from '../../rules/accounts/plex-profile.ts';
import type { Database } from '../database/database.ts';
import { users } from '../database/schema.ts';
import type { AccountRow } from './accounts.ts';

/**
 * Finds the account that is linked to this Plex account, unless it is deleted.
 * @throws AppError `UNAVAILABLE`
 */
export async function findAccountByPlexId(database: Database, plexId: string): Promise<AccountRow | null> {
  const query = database
    .select()
    .from(users)
    .where(and(eq(users.plexId, plexId), isNull(users.deletedAtMs), isNotNull(users.plexId)));
  const [rows] = await database.batch([query]);
  return rows[0] ?? null;
}

/**
 * The condition that a row of `users` can be linked: it has this verified e-mail address and no Plex account, and is
 * not deleted.
 */
function linkableCondition(confirmedEmail: string): SQL {
  return sql`${users.plexId} IS NULL AND ${users.email} = ${confirmedEmail} AND ${users.isVerified}
    AND ${users.deletedAtMs} IS NULL`;
}

/** The condition that the account of an owner can be linked, for a statement that runs before `linkPlexStatement`. */
export function linkableAccountCondition(owner: number, confirmedEmail: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${users} WHERE ${users.number} = ${owner} AND ${linkableCondition(confirmedEmail)})`;
}

/**
 * Links an account to a Plex account. An existing picture of the account is not replaced. Returns no row if the
 * account does not have the confirmed e-mail address as its verified address any more, or has been linked or deleted
 * in the meantime.
 * @throws UniqueViolation on `users.plex_id`
 */
export function linkPlexStatement(
  database: Database,
  owner: number,
  plex: { plexId: string; confirmedEmail: string; avatarUrl: string | null },
  nowMs: number,
) {
  return database
    .update(users)
    .set({
      plexId: plex.plexId,
      plexConfirmedEmail: plex.confirmedEmail,
      plexAvatarUrl: sql`CASE WHEN avatar_url IS NULL THEN ${plex.avatarUrl} END`,
      avatarUrl: sql`coalesce(avatar_url, ${plex.avatarUrl})`,
      updatedAtMs: nowMs,
    })
    .where(and(eq(users.number, owner), linkableCondition(plex.confirmedEmail)))
    .returning();
}

/**
 * Takes the name and the picture from Plex. The statement compares each value with the value that was last taken from
 * Plex, so that a concurrent change of the profile is not overwritten. A name that another account has is not taken:
 * the account keeps its user name, and `plex_name` prevents another attempt with the same name. Returns no row if
 * nothing changes.
 */
export function copyPlexProfileStatement(
  database: Database,
  { number, plexId }: Pick<AccountRow, 'number' | 'plexId'>,
  { username, avatarUrl }: PlexProfile,
  nowMs: number,
) {
  const mayTakeName = sql`(${username} IS NOT NULL AND username = plex_username AND plex_name IS NOT ${username})`;
  const isNameFree = sql`NOT EXISTS (SELECT 1 FROM users AS other
    WHERE other.username COLLATE NOCASE = ${username} AND other.deleted_at IS NULL AND other.number <> users.number)`;
  const nextUsername = sql`CASE WHEN ${mayTakeName} AND ${isNameFree} THEN ${username} ELSE username END`;
  const mayTakePicture = sql`(avatar_url IS plex_avatar_url AND avatar_url IS NOT ${avatarUrl})`;
  return database
    .update(users)
    .set({
      username: nextUsername,
      plexUsername: sql`CASE WHEN ${mayTakeName} THEN ${nextUsername} ELSE plex_username END`,
      plexName: sql`CASE WHEN ${mayTakeName} THEN ${username} ELSE plex_name END`,
      avatarUrl: sql`CASE WHEN ${mayTakePicture} THEN ${avatarUrl} ELSE avatar_url END`,
      plexAvatarUrl: sql`CASE WHEN ${mayTakePicture} THEN ${avatarUrl} ELSE plex_avatar_url END`,
      updatedAtMs: nowMs,
    })
    .where(
      and(
        eq(users.number, number),
        sql`plex_id IS ${plexId}`,
        isNull(users.deletedAtMs),
        sql`(${mayTakeName} OR ${mayTakePicture})`,
      ),
    )
    .returning();
}

/** The columns of an account without a Plex link. */
const NO_PLEX_LINK = {
  plexId: null,
  plexName: null,
  plexUsername: null,
  plexAvatarUrl: null,
  plexConfirmedEmail: null,
};

/**
 * Removes the Plex link if Plex had confirmed another address than `email`, the address that the account now has. Such
 * a link could have been created after an attacker had changed the address. A link for which Plex has confirmed no
 * address, such as an imported link, remains, because the change of the address cannot have enabled it.
 */
export function removePlexOfOtherEmailStatement(database: Database, owner: number, email: string) {
  return database
    .update(users)
    .set(NO_PLEX_LINK)
    .where(and(eq(users.number, owner), isNull(users.deletedAtMs), ne(users.plexConfirmedEmail, email)));
}

/**
 * Removes the Plex link at a password reset, unless Plex had confirmed the address of the account. The link could
 * belong to an attacker who entered the address of another person at Plex. `epoch` is the password epoch after the
 * reset. If the account already has this epoch or a later one, nothing changes.
 */
export function removeUnconfirmedPlexStatement(
  database: Database,
  { owner, epoch }: { owner: number; epoch: number },
) {
  return database
    .update(users)
    .set(NO_PLEX_LINK)
    .where(
      and(
        eq(users.number, owner),
        isNotNull(users.plexId),
        sql`(email IS NULL OR plex_confirmed_email IS NOT email)`,
        lt(users.passwordEpoch, epoch),
      ),
    );
}
