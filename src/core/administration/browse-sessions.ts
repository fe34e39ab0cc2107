/** Lists the sessions of all accounts page by page, for administrators. */
import { asciiLowerCase } from '../../rules/accounts/email-address.ts';
import { clientAddress } from '../../rules/guards/client-address.ts';
import { readCursor, writeCursor } from '../../rules/page-cursor.ts';
import { accountSearch } from '../../store/accounts/account-search.ts';
import {
  type BrowsedSession,
  browseSessionsStatement,
  lastInspectedSessionStatement,
  lastInspectedUsernameStatement,
  type SessionFilters,
  type SessionState,
  sessionsByUsernameStatement,
  type UsernameKey,
} from '../../store/sessions/session-browser.ts';
import { readAsAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

export interface BrowseSessionsInput {
  /** An exact client address, or the beginning of a user name. Empty for all sessions. */
  search: string;
  /** A part of the name of the device. Empty for all devices. */
  device: string;
  clientType: string | null;
  state: SessionState | null;
  cursor?: string | undefined;
}

export interface BrowsedSessionPage {
  sessions: BrowsedSession[];
  nextCursor: string | null;
}

const SESSIONS_PER_PAGE = 40;

/**
 * Returns one page of sessions. In a search by user name, the sessions are sorted by user name, and the sessions of
 * deleted accounts are left out. Otherwise the sessions of the newest account are first. Each page inspects a limited
 * number of sessions or accounts, so a page may contain fewer sessions than the maximum although there is a next page.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function browseSessions(ctx: Ctx, input: BrowseSessionsInput): Promise<BrowsedSessionPage> {
  const { search, device, clientType, state, cursor } = input;
  const address = clientAddress(search.toLowerCase()).address || null;
  const filters = { clientType, state, device: asciiLowerCase(device) || null, address, nowMs: ctx.nowMs };
  if (search === '' || address !== null) return readListPage(ctx, filters, cursor);
  return readUsernamePage(ctx, filters, search, cursor);
}

async function readListPage(
  ctx: Ctx,
  filters: SessionFilters,
  cursor: string | undefined,
): Promise<BrowsedSessionPage> {
  const after = cursor === undefined ? null : readCursor(cursor, idOf);
  const { results } = await readAsAdmin(ctx, [
    browseSessionsStatement(filters, after, SESSIONS_PER_PAGE),
    lastInspectedSessionStatement(filters, after),
  ]);
  const [rows, lastInspected] = results;
  const sorted = rows.toSorted((one, other) => other.session.id - one.session.id);
  const sessions = sorted.slice(0, SESSIONS_PER_PAGE);
  const next = rows.length > SESSIONS_PER_PAGE ? sessions.at(-1)?.session.id : lastInspected[0];
  return { sessions, nextCursor: next === undefined ? null : writeCursor([next]) };
}

async function readUsernamePage(
  ctx: Ctx,
  filters: SessionFilters,
  typed: string,
  cursor: string | undefined,
): Promise<BrowsedSessionPage> {
  const after = cursor === undefined ? null : readCursor(cursor, usernameKeyOf);
  const search = accountSearch(typed);
  const { results } = await readAsAdmin(ctx, [
    sessionsByUsernameStatement(filters, search, after, SESSIONS_PER_PAGE),
    lastInspectedUsernameStatement(search, after),
  ]);
  const [rows, lastInspected] = results;
  const sessions = rows.slice(0, SESSIONS_PER_PAGE);
  const last = rows.length > SESSIONS_PER_PAGE ? sessions.at(-1) : undefined;
  if (last) {
    const { createdAtMs, id } = last.session;
    return { sessions, nextCursor: writeCursor([last.username, createdAtMs, id]) };
  }
  // The next page continues after the last inspected account. No session of this account was created before the time 0,
  // so no session is repeated.
  return {
    sessions,
    nextCursor: lastInspected[0] === undefined ? null : writeCursor([lastInspected[0], 0, 0]),
  };
}

function idOf([id]: unknown[]): number | null {
  return Number.isSafeInteger(id) ? Number(id) : null;
}

function usernameKeyOf([username, createdAtMs, id]: unknown[]): UsernameKey | null {
  const isKey = typeof username === 'string' && Number.isSafeInteger(createdAtMs) && Number.isSafeInteger(id);
  return isKey ? { username, createdAtMs: Number(createdAtMs), id: Number(id) } : null;
}
