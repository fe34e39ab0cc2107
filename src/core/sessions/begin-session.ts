/**
 * Begins a session. Every use case that signs in a user calls `beginSession`. A link with a Telegram user is not a
 * sign-in (`beginLink`).
 */
import type { ReservedAttempt } from '../../objects/guard-attempts.ts';
import { AppError, unavailable } from '../../rules/app-error.ts';
import type { SecurityEventType, SessionBeginning } from '../../rules/sessions/account-change.ts';
import { type DefaultTerms, sessionTerms } from '../../rules/sessions/client-type.ts';
import type { SessionKind } from '../../rules/sessions/session-kind.ts';
import { deviceLabel, userAgentFamily } from '../../rules/sessions/user-agent.ts';
import { type AccountRow, findAccountById } from '../../store/accounts/accounts.ts';
import { limitExceeded } from '../guards/limits.ts';
import { deliverQueuedNotice, draftNotice } from '../notifications/notify-owner.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftEvent } from '../security-log/record-events.ts';
import { issueTokens, type TokenPair } from './issue-tokens.ts';

/** The contract that a client uses, and the data that the client sends about itself. */
export interface ClientFacts {
  contract: DefaultTerms;
  clientType?: string | undefined;
  deviceName?: string | undefined;
  telegramUserId?: number | undefined;
  telegramUsername?: string | undefined;
}

export interface SignedIn {
  account: AccountRow;
  tokens: TokenPair;
}

export interface BeginSessionInput {
  account: AccountRow;
  client: ClientFacts;
  event: SecurityEventType;
  /** The default is `page` for the pages, otherwise `client`. The value never comes from the client. */
  kind?: SessionKind;
  /** The default is `password`. */
  begunBy?: SessionBeginning;
  /**
   * The reserved password attempt that succeeded. The success resets the failures of the same class (`attemptClass`).
   */
  attempt?: ReservedAttempt;
  /** A password hash with the current parameters, which replaces the stored hash. */
  rehash?: string | null;
  /**
   * True if the caller has proved the password. The session begins only if the password has not been replaced in the
   * meantime.
   */
  isPasswordProved?: boolean;
}

/**
 * Begins a session, and issues the first tokens after the session is written to D1. If the account has 100 live
 * sessions that began with a sign-in, the oldest of them ends.
 * @throws AppError `UNAVAILABLE`; `LIMIT_EXCEEDED` for too many sign-ins from one requesting block (`ClientAddress`);
 *   `WRONG_CREDENTIALS` if the caller has proved the password, and in the meantime the password was replaced or the
 *   account was deleted; `ACCOUNT_DEACTIVATED` if in the meantime the account was deactivated, or was deleted and the
 *   caller has not proved a password; `ACCOUNT_EXPIRED` if the account has expired in the meantime
 */
export async function beginSession(ctx: Ctx, input: BeginSessionInput): Promise<SignedIn> {
  const { account, client, attempt, rehash } = input;
  const notice = draftNotice(ctx, account, 'new_device');
  const { address, addressBlock, requestingBlock, userAgent, country } = ctx.request;
  const result = await ctx.objects.account(account.id).begin({
    terms: sessionTerms(client.clientType, userAgent, client.contract, ctx.configuration.lifetimes),
    copy: {
      owner: account.number,
      kind: input.kind ?? (client.contract === 'page' ? 'page' : 'client'),
      deviceName: client.deviceName || deviceLabel(userAgent),
      telegramUserId: client.telegramUserId ?? null,
      telegramUsername: client.telegramUsername ?? null,
      begunBy: input.begunBy ?? 'password',
      address,
      userAgent,
      country,
    },
    clientTraits: { addressBlock, userAgentFamily: userAgentFamily(userAgent) },
    maxLifeMs: ctx.configuration.sessionLifeMs,
    attempt: attempt ?? null,
    signInLimit: { requestingBlock, limit: ctx.configuration.limits.sign_ins },
    event: draftEvent(ctx, account.number, input.event),
    rehash: rehash ?? null,
    passwordEpoch: input.isPasswordProved ? account.passwordEpoch : null,
    newDeviceNotice: notice,
  });
  if (result.kind === 'unavailable') throw unavailable();
  if (result.kind === 'limited') throw limitExceeded(ctx, 'sign_ins', result);
  if (result.kind === 'stale') throw new AppError('WRONG_CREDENTIALS');
  if (result.kind === 'expired') throw new AppError('ACCOUNT_EXPIRED');
  if (result.kind === 'closed') throw await closedAccountError(ctx, input);
  addDatabaseCost(ctx.cost, result.cost);
  if (notice && result.isNoticeQueued) deliverQueuedNotice(ctx, notice);
  const accessType = client.contract === 'page' ? 'page' : 'access';
  return { account, tokens: await issueTokens(ctx, account.id, result.grant, accessType) };
}

/** Returns the error for an account that was deleted or deactivated during the sign-in. */
async function closedAccountError(
  ctx: Ctx,
  { account, isPasswordProved }: BeginSessionInput,
): Promise<AppError> {
  const current = await findAccountById(ctx.database, account.id);
  if (!current && isPasswordProved) return new AppError('WRONG_CREDENTIALS');
  // The account is still active in D1, because D1 has not yet applied the decision that closes the account.
  if (current?.isActive) return unavailable();
  return new AppError('ACCOUNT_DEACTIVATED');
}
