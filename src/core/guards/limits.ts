/**
 * The limits per client address and per identifier. Most callers look up exceeded limits in the edge cache first, and
 * then call the object that counts.
 */
import { keyedHash } from '../../crypto/compare.ts';
import { AppError } from '../../rules/app-error.ts';
import { subjectAtBlock } from '../../rules/edge-cache-keys.ts';
import { type Limit, secondsUntil, type Window } from '../../rules/guards/window-limit.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { LimitName } from '../request/configuration.ts';
import type { Ctx } from '../request/context.ts';

/** The limit of an IPv6 /48, as a multiple of the limit of one /64. */
const SITE_LIMIT_FACTOR = 16;
/** `Retry-After` while other attempts are being checked. A check takes about one second. */
export const PENDING_RETRY_SECONDS = 1;

/**
 * Returns the keyed hash of an identifier. The storage of unknown identifiers and the edge cache contain this hash
 * instead of the identifier. A client does not have the secret of the hash, and therefore cannot compute which object
 * counts an identifier.
 */
export function subjectOf({ configuration }: Ctx, identifier: string): string {
  return keyedHash(configuration.derivedKeys.identifiers, identifier);
}

/**
 * Returns the object that counts attempts for an identifier: the object of its account, or an object for unknown
 * identifiers.
 */
export function guardFor(ctx: Ctx, account: AccountRow | null, subject: string) {
  return account ? ctx.objects.account(account.id) : ctx.objects.unknownIdentifier(subject);
}

/**
 * Returns the object that counts the calls of the client address. An IPv6 address and its /48 are counted in the same
 * object.
 */
export function addressLimitOf({ configuration, objects, request }: Ctx) {
  const { addressBlock, requestingBlock, isIpv6 } = request;
  return objects.addressLimit(
    keyedHash(configuration.derivedKeys.addresses, isIpv6 ? requestingBlock : addressBlock),
  );
}

/**
 * Returns the subjects for which a call from the client address is counted. A client with an IPv6 /48 has 65,536 blocks
 * of /64. The limit of all blocks together is 16 times the limit of one block.
 */
export function addressSubjects({ request }: Ctx, limit: Limit): { subject: string; limit: Limit }[] {
  const { addressBlock, requestingBlock, isIpv6 } = request;
  const own = { subject: addressBlock, limit };
  if (!isIpv6) return [own];
  return [own, { subject: requestingBlock, limit: { ...limit, max: limit.max * SITE_LIMIT_FACTOR } }];
}

/**
 * Rejects a call if the edge cache contains an exceeded limit of the client address, or of the calls for the identifier
 * from the requesting block (`ClientAddress`). No object is called.
 * @param subject the result of `subjectOf` for the identifier. Without it, only the limits of the address are looked up
 * @throws AppError `LIMIT_EXCEEDED`
 */
export async function rejectIfLimitExceeded(ctx: Ctx, name: LimitName, subject?: string): Promise<void> {
  const windows = await ctx.edgeCache.exceededLimits(limitKeys(ctx, name, subject), ctx.nowMs);
  const window = windows.find((found) => found !== null);
  if (window) throw limitExceeded(ctx, name, { window });
}

/** Returns the keys of the limits that can reject a call. The edge cache contains an entry for each exceeded limit. */
export function limitKeys(
  { request }: Ctx,
  name: LimitName,
  subject?: string,
): { bucket: string; subject: string }[] {
  const { addressBlock, requestingBlock, isIpv6 } = request;
  const subjects = [
    addressBlock,
    ...(isIpv6 ? [requestingBlock] : []),
    ...(subject === undefined ? [] : [subjectAtBlock(subject, requestingBlock)]),
  ];
  return subjects.map((each) => ({ bucket: name, subject: each }));
}

/**
 * Counts a call from the address of this request. The call is not refunded.
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function countAddressCall(
  ctx: Ctx,
  name: LimitName,
  limit = ctx.configuration.limits[name],
): Promise<void> {
  const subjects = addressSubjects(ctx, limit);
  const result = await addressLimitOf(ctx).countCall({ bucket: name, subjects });
  if (!result.isAllowed) throw limitExceeded(ctx, name, result, limit);
}

/**
 * Returns the error with the name of the limit and the seconds until its window ends. As long as calls in the window
 * can still be refunded (`isPending`), the client may try again after `PENDING_RETRY_SECONDS`.
 */
export function limitExceeded(
  ctx: Ctx,
  name: LimitName,
  { window, isPending = false }: { window: Window; isPending?: boolean },
  { max, windowMs } = ctx.configuration.limits[name],
): AppError {
  const retryAfterSeconds = isPending
    ? PENDING_RETRY_SECONDS
    : secondsUntil(window.resetAtMs, ctx.nowMs, windowMs);
  return new AppError('LIMIT_EXCEEDED', { name, max, windowSeconds: windowMs / 1000, retryAfterSeconds });
}
