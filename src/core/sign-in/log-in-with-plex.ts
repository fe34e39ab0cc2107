/** Signing in with Plex: by a token, or by a PIN that Plex turns into one. */
import { v7 as uuid } from 'uuid';
import { openSealed, seal } from '../../crypto/sealed-id.ts';
import {
  createPlexPin,
  findPlexPin,
  findPlexUser,
  type PlexAnswer,
  type PlexPin,
  type PlexUser,
} from '../../plex/plex-api.ts';
import { AppError } from '../../rules/app-error.ts';
import {
  type AccountRow,
  findAccountByEmail,
  findAccountByPlexId,
  linkPlex,
} from '../../store/accounts/accounts.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import { insertNamedAccount } from '../accounts/insert-account.ts';
import { refuseClosedAccount } from '../credentials/refuse-closed-account.ts';
import { rejectIfTripped, spendAddressLimit } from '../guards/limits.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { beginSession, type ClientFacts, type SignedIn } from '../sessions/begin-session.ts';

export interface PlexSignedIn extends SignedIn {
  /** A new account had to do without the address: somebody else's account has it. */
  isEmailLeftOut: boolean;
}

const RETRY_AFTER_SECONDS = 30;
const PIN = 'plex-pin';

/**
 * Signs in whoever the token belongs to; the first time creates an account or links a verified one.
 * @throws AppError `PLEX_TOKEN_INVALID`, `PLEX_UNAVAILABLE`, `ACCOUNT_DEACTIVATED`, `ACCOUNT_EXPIRED`,
 *   `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function logInWithPlex(
  ctx: Ctx,
  { token, client }: { token: string; client: ClientFacts },
): Promise<PlexSignedIn> {
  await rejectIfTripped(ctx, 'plex_login', [ctx.request.addressBlock]);
  await spendAddressLimit(ctx, 'plex_login');
  return signInPlexUser(ctx, expectPlex(await findPlexUser(ctx.configuration.plex, token)), client);
}

/**
 * A PIN for a page that has no token. Its id is sealed: Plex's own is a number that anybody could guess, and
 * whoever polls it first would be signed in.
 * @throws AppError `PLEX_UNAVAILABLE`, `LIMIT_EXCEEDED`
 */
export async function startPlexPin(ctx: Ctx): Promise<PlexPin & { sealedId: string }> {
  await spendAddressLimit(ctx, 'plex_login');
  const pin = expectPlex(await createPlexPin(ctx.configuration.plex));
  return { ...pin, sealedId: seal(ctx.configuration.codeSecret, PIN, String(pin.id)) };
}

/**
 * Null until the person has authorised the PIN at Plex; then signs in.
 * @throws AppError `NOT_FOUND` for an id that is not ours or has expired, and as `logInWithPlex` does
 */
export async function finishPlexPin(
  ctx: Ctx,
  { sealedId, client }: { sealedId: string; client: ClientFacts },
): Promise<PlexSignedIn | null> {
  const id = openSealed(ctx.configuration.codeSecret, PIN, sealedId);
  if (id === null) throw new AppError('NOT_FOUND');
  const answer = await findPlexPin(ctx.configuration.plex, Number(id));
  if (answer.kind === 'refused') throw new AppError('NOT_FOUND');
  const { token } = expectPlex(answer);
  return token
    ? signInPlexUser(ctx, expectPlex(await findPlexUser(ctx.configuration.plex, token)), client)
    : null;
}

async function signInPlexUser(ctx: Ctx, plexUser: PlexUser, client: ClientFacts): Promise<PlexSignedIn> {
  const known = await findAccountByPlexId(ctx.database, plexUser.plexId);
  const { account, isEmailLeftOut } = known
    ? { account: known, isEmailLeftOut: false }
    : await linkOrCreateAccount(ctx, plexUser);
  refuseClosedAccount(ctx, account);
  const signedIn = await beginSession(ctx, { account, client, event: 'login_succeeded' });
  return { ...signedIn, isEmailLeftOut };
}

/** Links only an account whose address both sides have verified: else an address would be a key to it. */
async function linkOrCreateAccount(ctx: Ctx, plexUser: PlexUser) {
  const holder = plexUser.email ? await findAccountByEmail(ctx.database, plexUser.email) : null;
  if (holder?.isVerified && plexUser.isEmailConfirmed && holder.plexId === null) {
    return { account: await linkTo(ctx, holder, plexUser), isEmailLeftOut: false };
  }
  const account = await createFor(ctx, plexUser, holder === null);
  return { account, isEmailLeftOut: plexUser.email !== null && account.email === null };
}

async function linkTo(ctx: Ctx, holder: AccountRow, plexUser: PlexUser): Promise<AccountRow> {
  try {
    const linked = await linkPlex(ctx.database, holder.number, plexUser, ctx.nowMs);
    recordEvents(ctx, [draftEvent(ctx, holder.number, 'plex_linked')]);
    return linked;
  } catch (error) {
    // Another first login of this Plex user was faster, and took another account.
    const faster =
      error instanceof UniqueViolation && (await findAccountByPlexId(ctx.database, plexUser.plexId));
    if (faster) return faster;
    throw error;
  }
}

async function createFor(ctx: Ctx, plexUser: PlexUser, isEmailFree: boolean): Promise<AccountRow> {
  const email = isEmailFree ? plexUser.email : null;
  const wanted = {
    id: uuid(),
    email,
    username: plexUser.username.replace(/[^\p{L}\p{N}_.+-]/gu, '').slice(0, 100) || `plex${plexUser.plexId}`,
    isVerified: email !== null && plexUser.isEmailConfirmed,
    plexId: plexUser.plexId,
    avatarUrl: plexUser.avatarUrl,
    createdAtMs: ctx.nowMs,
  };
  try {
    return await insertNamedAccount(ctx, wanted, { isChosen: false });
  } catch (error) {
    const isEmailTaken = error instanceof AppError && error.is('EMAIL_TAKEN');
    if (!isEmailTaken && !(error instanceof UniqueViolation)) throw error;
    // Two first logins at once: the other one made the account. Or somebody just took the address.
    const faster = await findAccountByPlexId(ctx.database, plexUser.plexId);
    if (faster) return faster;
    if (isEmailTaken) return createFor(ctx, plexUser, false);
    throw error;
  }
}

function expectPlex<Found>(answer: PlexAnswer<Found>): Found {
  if (answer.kind === 'found') return answer.found;
  if (answer.kind === 'refused') throw new AppError('PLEX_TOKEN_INVALID');
  throw new AppError('PLEX_UNAVAILABLE', { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
