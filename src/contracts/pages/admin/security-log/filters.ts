/** The query parameters of the security log. */
import * as z from '../../../../http/openapi/zod.ts';
import { dayEndMs, dayStartMs } from '../../../../rules/accounts/local-day.ts';
import { clientAddress } from '../../../../rules/guards/client-address.ts';
import { SECURITY_EVENT_TYPES } from '../../../../rules/sessions/account-change.ts';
import type { LogFilters } from '../../../../store/security-log/log-browser.ts';
import { cursor } from '../accounts/fields.ts';

const trimmedText = z
  .string()
  .catch('')
  .transform((value) => value.trim());
const day = z.iso.date().or(z.literal('')).catch('');

/** The query of the log. An unknown type and an invalid day are ignored. */
export const logQuery = z.object({
  type: z.enum([...SECURITY_EVENT_TYPES, 'by_administrators', '']).catch(''),
  account: trimmedText,
  address: trimmedText,
  from: day,
  until: day,
  cursor,
});

export type LogQuery = z.output<typeof logQuery>;

/**
 * Converts the query to filters. An account that is not 1 to 12 digits matches no events. An invalid address matches
 * only events of requests without a client address, which do not occur behind Cloudflare.
 * @param timeZone the time zone of the administrator, to which the days of the query belong
 */
export function logFiltersOf(query: LogQuery, timeZone: string): LogFilters {
  const { type, account, address, from, until } = query;
  return {
    type: type === '' || type === 'by_administrators' ? null : type,
    isCausedByAdministrator: type === 'by_administrators',
    owner: account === '' ? null : /^\d{1,12}$/.test(account) ? Number(account) : -1,
    address: address === '' ? null : clientAddress(address.toLowerCase()).address,
    fromMs: from === '' ? null : dayStartMs(timeZone, from),
    untilMs: until === '' ? null : dayEndMs(timeZone, until),
  };
}

/**
 * The parameters of a link to the log with the same filters. The cursor is omitted, so the link leads to the first
 * page.
 */
export function logParameters({ type, account, address, from, until }: LogQuery): Record<string, string> {
  return { type, account, address, from, until };
}
