/** Sets the time zone of the caller's account. */
import { canonicalTimeZone, utcOffset } from '../../rules/accounts/time-zone.ts';
import { AppError } from '../../rules/app-error.ts';
import { updateTimeZoneStatement } from '../../store/accounts/accounts.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import { requireAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';

/**
 * Sets the caller's time zone. Nothing is written if the sent name is the stored name of the time zone. Returns the
 * time zone with its current offset from UTC.
 * @throws AppError `TIME_ZONE_UNKNOWN`, and the codes of `requireAccess`
 */
export async function setTimeZone(ctx: Ctx, { timeZone }: { timeZone: string }) {
  const account = await requireAccess(ctx);
  if (timeZone === account.timeZone) return zoneWithOffset(ctx, account.timeZone);
  const zone = canonicalTimeZone(timeZone);
  if (!zone) throw new AppError('TIME_ZONE_UNKNOWN', { timeZone });
  await ctx.database.batch([
    updateTimeZoneStatement(ctx.database, account.number, zone, ctx.nowMs),
    insertEventStatement(ctx.database, draftEvent(ctx, account.number, 'time_zone_changed', zone)),
  ]);
  return zoneWithOffset(ctx, zone);
}

function zoneWithOffset(ctx: Ctx, timeZone: string) {
  return { timeZone, utcOffset: utcOffset(timeZone, ctx.nowMs) };
}
