/**
 * Links between accounts and Telegram users. A link is valid only while its session is live. A linked chat is a private
 * chat, so its id is the id of the Telegram user.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { SessionCopy } from '../../rules/sessions/account-change.ts';
import type { ExpectedReply } from '../../rules/telegram/expected-reply.ts';
import type { AccountRow } from '../accounts/accounts.ts';
import type { Statement } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { PLUG, USER } from '../database/table-sql.ts';
import { deleteUsedLinkCodeStatement } from './link-codes.ts';

/** The account that a Telegram user is linked to. */
export interface LinkedChat {
  account: AccountRow;
  sessionId: number;
  begunAtMs: number;
  lastActivityAtMs: number;
  /** The stored question, which can have expired. Null if there is none. */
  expectedReply: ExpectedReply | null;
}

/** The link of an account, with the data that the owner can see. */
export interface OwnLink {
  sessionId: number;
  telegramUserId: number;
  telegramUsername: string | null;
  linkedAtMs: number;
  lastActivityAtMs: number;
  expiresAtMs: number;
}

/**
 * The link of a Telegram user with the account. This is the access check of the bot: the statement returns no row if
 * the session has ended or expired, or if the account is deleted, deactivated or expired.
 */
export function linkedChatStatement(telegramUserId: number, nowMs: number) {
  return plainStatement(
    sql`SELECT sessions.id AS session_id, sessions.created_at AS begun_at, sessions.last_activity_at,
        telegram_links.expected_reply, ${USER.columns} ${liveLinkClauses(telegramUserId, nowMs)}`,
    ([sessionId, begunAtMs, lastActivityAtMs, expectedReply, ...account]): LinkedChat => ({
      account: USER.toRow(account),
      sessionId: sessionId as number,
      begunAtMs: begunAtMs as number,
      lastActivityAtMs: lastActivityAtMs as number,
      expectedReply: expectedReply === null ? null : (JSON.parse(expectedReply as string) as ExpectedReply),
    }),
  );
}

/**
 * An SQL expression for the account number of a Telegram user, for statements in the batch of the access check. Its
 * value is NULL if `linkedChatStatement` returns no row.
 */
export function linkedOwner(telegramUserId: number, nowMs: number): SQL<number> {
  return sql`(SELECT users.number ${liveLinkClauses(telegramUserId, nowMs)})`;
}

/** The live link of an account. */
export function ownLinkStatement(owner: number, nowMs: number) {
  return plainStatement(
    sql`SELECT sessions.id, telegram_links.telegram_user_id, sessions.telegram_username, telegram_links.linked_at,
        sessions.last_activity_at, sessions.expires_at
      FROM telegram_links JOIN sessions ON sessions.id = telegram_links.session_id
      WHERE telegram_links.owner = ${owner} AND sessions.ended_at IS NULL AND sessions.expires_at > ${nowMs}`,
    (values): OwnLink => ({
      sessionId: values[0] as number,
      telegramUserId: values[1] as number,
      telegramUsername: values[2] as string | null,
      linkedAtMs: values[3] as number,
      lastActivityAtMs: values[4] as number,
      expiresAtMs: values[5] as number,
    }),
  );
}

/** The live plug that the expected reply of a chat concerns. The expiry of the question is not checked. */
export function expectedPlugStatement(telegramUserId: number, owner: SQL) {
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM telegram_links CROSS JOIN plugs
      WHERE telegram_links.telegram_user_id = ${telegramUserId}
        AND plugs.id = telegram_links.expected_reply ->> 'plugId'
        AND plugs.owner = ${owner} AND plugs.deleted_at IS NULL`,
    PLUG.toRow,
  );
}

/** Stores the question of a linked chat. Null removes the question. Writes nothing if the chat has no link. */
export function expectReplyStatement(telegramUserId: number, expected: ExpectedReply | null) {
  const value = expected && JSON.stringify(expected);
  return plainStatement(
    sql`UPDATE telegram_links SET expected_reply = ${value} WHERE telegram_user_id = ${telegramUserId}`,
  );
}

/**
 * Replaces the links of a Telegram user and of an account by a new link. The code of the link is deleted in the same
 * batch, so that the code remains valid if the batch fails. The account's object may write a session several times, and
 * may write it after a later session. An older link therefore does not replace a newer link.
 */
export function replaceLinkStatements({ id, owner, telegramUserId, createdAtMs }: SessionCopy): Statement[] {
  return [
    plainStatement(
      sql`DELETE FROM telegram_links
        WHERE (telegram_user_id = ${telegramUserId} OR owner = ${owner}) AND linked_at < ${createdAtMs}`,
    ),
    plainStatement(
      sql`INSERT INTO telegram_links (telegram_user_id, owner, session_id, linked_at)
        VALUES (${telegramUserId}, ${owner}, ${id}, ${createdAtMs}) ON CONFLICT DO NOTHING`,
    ),
    deleteUsedLinkCodeStatement(owner, telegramUserId),
  ];
}

/**
 * The clauses `FROM` and `WHERE` that select the valid link of a Telegram user, the session and the account. SQLite
 * keeps the order of a CROSS JOIN: the link is read first, by its primary key.
 */
function liveLinkClauses(telegramUserId: number, nowMs: number): SQL {
  return sql`FROM telegram_links CROSS JOIN sessions CROSS JOIN users
    WHERE telegram_links.telegram_user_id = ${telegramUserId}
      AND sessions.id = telegram_links.session_id AND sessions.kind = 'telegram_link'
      AND sessions.ended_at IS NULL AND sessions.expires_at > ${nowMs}
      AND users.number = telegram_links.owner AND users.is_active AND users.deleted_at IS NULL
      AND (users.expires_at IS NULL OR users.expires_at > ${nowMs})`;
}
