/**
 * The limits for tries of one-time codes, and for e-mails with codes to new addresses. While the whole service receives
 * too many wrong codes, the limit of tries of each client address is lower. The limit of an identifier does not change.
 */
import { keyedHash } from '../../crypto/compare.ts';
import { subjectAtBlock } from '../../rules/edge-cache-keys.ts';
import type { Limit } from '../../rules/guards/window-limit.ts';
import type { Ctx } from '../request/context.ts';
import { countAddressCall, limitExceeded, limitKeys } from './limits.ts';

/** The key of the limit for the wrong codes of all callers together. This limit itself rejects no call. */
const SERVICE_LIMIT_KEY = { bucket: 'failed_codes', subject: 'service' };
const LIMIT_DIVISOR = 3;

/**
 * Counts a try of a code from the client address. While the service receives too many wrong codes, the limit of an
 * address is one third of the configured limit, but at least 1. If the edge cache contains an exceeded limit of the
 * address, or of the identifier from the requesting block, the try is rejected and not counted.
 * @param subject the result of `subjectOf` for the identifier
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function countCodeTry(ctx: Ctx, subject: string): Promise<void> {
  const limits = [SERVICE_LIMIT_KEY, ...limitKeys(ctx, 'verify_otp', subject)];
  const [service, ...own] = await ctx.edgeCache.exceededLimits(limits, ctx.nowMs);
  const ofIdentifier = own.pop();
  if (ofIdentifier) throw limitExceeded(ctx, 'verify_otp', { window: ofIdentifier });
  const limit = service
    ? reducedLimit(ctx.configuration.limits.verify_otp)
    : ctx.configuration.limits.verify_otp;
  const window = own.find((found) => found !== null);
  if (window) throw limitExceeded(ctx, 'verify_otp', { window }, limit);
  await countAddressCall(ctx, 'verify_otp', limit);
}

/**
 * Counts an e-mail with a code to an address that the account does not have yet. The account's object counts the e-mails
 * of one account, but several accounts can request codes for the same address. Returns false if a limit is used up.
 * @param subject the result of `subjectOf` for the address
 * @throws AppError `UNAVAILABLE`
 */
export async function takeNewAddressEmail(ctx: Ctx, subject: string): Promise<boolean> {
  const { configuration, objects, request } = ctx;
  const { emailsPerBlock, emailsInAll } = configuration.codes;
  const counter = objects.addressLimit(keyedHash(configuration.derivedKeys.addresses, subject));
  const { isAllowed } = await counter.countCall({
    bucket: 'code_emails',
    subjects: [
      { subject: subjectAtBlock(subject, request.requestingBlock), limit: emailsPerBlock },
      { subject, limit: emailsInAll },
    ],
    isCached: false,
  });
  return isAllowed;
}

/** Counts a wrong code for the whole service, after the response, and logs an alert when the limit is reached. */
export function countWrongCode(ctx: Ctx): void {
  const { configuration, objects } = ctx;
  const limit = configuration.codes.wrongCodesOfService;
  const { bucket, subject } = SERVICE_LIMIT_KEY;
  const counter = objects.addressLimit(keyedHash(configuration.derivedKeys.addresses, subject));
  ctx.afterResponse(async () => {
    const { isAllowed, window } = await counter.countCall({ bucket, subjects: [{ subject, limit }] });
    if (!isAllowed || window.count !== limit.max) return;
    console.error({
      level: 'alert',
      message:
        'Too many wrong one-time codes in the whole service; the limit per address is reduced to a third',
      count: window.count,
      window_seconds: limit.windowMs / 1000,
    });
  });
}

function reducedLimit({ max, windowMs }: Limit): Limit {
  return { max: Math.max(1, Math.floor(max / LIMIT_DIVISOR)), windowMs };
}
