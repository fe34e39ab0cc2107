/** Signs in with a Plex token, or with a PIN that Plex exchanges for a token. */
import { fingerprint } from '../../crypto/compare.ts';
import { openSealed, seal } from '../../crypto/sealed-id.ts';
import {
  createPlexPin,
  findPlexPin,
  findPlexUser,
  type PlexPin,
  type PlexResponse,
  type PlexUser,
} from '../../plex/plex-api.ts';
import { AppError } from '../../rules/app-error.ts';
import { DAY_MS } from '../../rules/durations.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { rejectClosedAccount } from '../credentials/reject-closed-account.ts';
import { countCallWithCredentials } from '../guards/address-reservation.ts';
import { rejectIfLimitExceeded } from '../guards/limits.ts';
import type { Ctx } from '../request/context.ts';
import { beginSession, type ClientFacts, type SignedIn } from '../sessions/begin-session.ts';
import { copyPlexProfile, findOrCreatePlexAccount } from './plex-account.ts';

export interface PlexSignedIn extends SignedIn {
  /** True if a new account has no e-mail address, because another account already has the address. */
  isEmailLeftOut: boolean;
}

/** The waiting time in the error `PLEX_UNAVAILABLE` if Plex sends no `Retry-After`. */
const DEFAULT_RETRY_AFTER_SECONDS = 30;
/** The time for which a used PIN is stored. It is longer than the lifetime of a PIN at Plex (at most 30 minutes). */
const USED_PIN_RETENTION_MS = DAY_MS;
/** The purpose for which PIN ids are sealed. */
const PIN_PURPOSE = 'plex-pin';

/**
 * Signs in the owner of a Plex token. The first sign-in links an existing account that has the same verified e-mail
 * address, or creates an account. A later sign-in takes a new name and picture from Plex, unless they were set or
 * changed here.
 * @throws AppError `PLEX_TOKEN_INVALID`, `PLEX_UNAVAILABLE`, `ACCOUNT_DEACTIVATED`, `ACCOUNT_EXPIRED`,
 *   `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function logInWithPlex(
  ctx: Ctx,
  { token, client }: { token: string; client: ClientFacts },
): Promise<PlexSignedIn> {
  await rejectIfLimitExceeded(ctx, 'plex_login');
  return countCallWithCredentials(ctx, 'plex_login', async () => {
    const plexUser = requireContent(await findPlexUser(ctx.configuration.plex, token));
    return signInPlexUser(ctx, { plexUser, client, pinHash: null });
  });
}

/**
 * Creates a PIN for a client without a Plex token. The client must poll with the id and its MAC (`seal`), because the
 * id at Plex is a number. An attacker could guess this number, poll the PIN and sign in as the user.
 * @throws AppError `PLEX_UNAVAILABLE`, `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function startPlexPin(ctx: Ctx): Promise<PlexPin & { sealedId: string }> {
  const pin = await countCallWithCredentials(ctx, 'plex_login', async () =>
    requireContent(await createPlexPin(ctx.configuration.plex)),
  );
  return { ...pin, sealedId: seal(ctx.configuration.derivedKeys.sealedIds, PIN_PURPOSE, String(pin.id)) };
}

/**
 * Signs in after the user has authorized the PIN at Plex. Returns null if the user has not authorized the PIN yet. A
 * PIN can be used for one sign-in only, even if no session begins because of a later error.
 * @throws AppError `NOT_FOUND` for an id that was not issued here, has expired or was used, and the codes of
 *   `logInWithPlex`
 */
export async function finishPlexPin(
  ctx: Ctx,
  { sealedId, client }: { sealedId: string; client: ClientFacts },
): Promise<PlexSignedIn | null> {
  const id = openSealed(ctx.configuration.derivedKeys.sealedIds, PIN_PURPOSE, sealedId);
  if (id === null) throw new AppError('NOT_FOUND');
  const response = await findPlexPin(ctx.configuration.plex, Number(id));
  if (response.kind === 'refused') throw new AppError('NOT_FOUND');
  const { token } = requireContent(response);
  if (!token) return null;
  const plexUser = requireContent(await findPlexUser(ctx.configuration.plex, token));
  return signInPlexUser(ctx, { plexUser, client, pinHash: fingerprint(sealedId) });
}

interface PlexSignIn {
  plexUser: PlexUser;
  client: ClientFacts;
  /** The hash of the sealed id of the PIN; null for a sign-in with a token. */
  pinHash: string | null;
}

async function signInPlexUser(ctx: Ctx, { plexUser, client, pinHash }: PlexSignIn): Promise<PlexSignedIn> {
  const { account: found, isEmailLeftOut } = await findOrCreatePlexAccount(ctx, plexUser);
  rejectClosedAccount(ctx, found);
  if (pinHash !== null) await usePin(ctx, found, pinHash);
  const account = await copyPlexProfile(ctx, found, plexUser);
  const signedIn = await beginSession(ctx, { account, client, event: 'login_succeeded', begunBy: 'plex' });
  return { ...signedIn, isEmailLeftOut };
}

/**
 * Marks a PIN as used, so that the PIN allows no second sign-in. The sealed id of the PIN is part of a URL, so it may
 * be in logs and browser histories.
 * @throws AppError `NOT_FOUND` if the PIN was already used
 */
async function usePin(ctx: Ctx, account: AccountRow, pinHash: string): Promise<void> {
  const { isAllowed: isFirst } = await ctx.objects
    .account(account.id)
    .takeAllowance({ name: `pin:${pinHash}`, limit: { max: 1, windowMs: USED_PIN_RETENTION_MS } });
  if (!isFirst) throw new AppError('NOT_FOUND');
}

/**
 * Returns the content of a successful response of Plex.
 * @throws AppError `PLEX_TOKEN_INVALID`, `PLEX_UNAVAILABLE`
 */
function requireContent<Content>(response: PlexResponse<Content>): Content {
  if (response.kind === 'success') return response.content;
  if (response.kind === 'refused') throw new AppError('PLEX_TOKEN_INVALID');
  const { retryAfterSeconds } = response;
  throw new AppError('PLEX_UNAVAILABLE', {
    retryAfterSeconds: retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS,
  });
}
