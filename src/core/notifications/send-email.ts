/** Mail leaves by way of the outbox table: written first, sent after the answer, tried again by cron. */
import { v7 as uuid } from 'uuid';
import { type OtpSubject, otpCode } from '../../crypto/otp-code.ts';
import { type Email, type EmailData, renderEmail, type Template } from '../../mail/templates.ts';
import {
  deleteQueuedEmail,
  findDueEmails,
  findOutboxEmails,
  insertQueuedEmail,
  type QueuedEmail,
  updateQueuedEmail,
} from '../../store/notifications/mail-queue.ts';
import type { Ctx } from '../request/context.ts';

/** A letter's data as the outbox keeps them: a code is not among them, it is derived when the letter is written. */
type QueuedData = {
  [Name in Template]: EmailData[Name] extends { code: string }
    ? Omit<EmailData[Name], 'code'> & OtpSubject
    : EmailData[Name];
};

export type OutgoingEmail = {
  [Name in Template]: { to: string; template: Name; data: QueuedData[Name] };
}[Template];

const MAX_ATTEMPTS = 8;
const FIRST_RETRY_MS = 60_000;
/** Long enough that cron does not send what the request itself is sending. */
const UNDER_WAY_MS = 60_000;
const LETTERS_AT_ONCE = 20;
const LETTERS_SHOWN = 100;

/** Sends a letter without delaying the answer. */
export function sendEmail(ctx: Ctx, letter: OutgoingEmail): void {
  const row: QueuedEmail = {
    id: uuid(),
    recipient: letter.to,
    template: letter.template,
    data: { ...letter.data },
    state: 'waiting',
    attempts: 0,
    nextAttemptAtMs: ctx.nowMs + UNDER_WAY_MS,
    createdAtMs: ctx.nowMs,
  };
  ctx.waitUntil(insertQueuedEmail(ctx.database, row).then(() => deliver(ctx, row)));
}

/** Tries again what has not left yet; the scheduled job calls this. */
export async function deliverQueuedEmails(ctx: Ctx): Promise<void> {
  for (const row of await findDueEmails(ctx.database, ctx.nowMs, LETTERS_AT_ONCE)) {
    await deliver(ctx, row);
  }
}

/** The letters that the development outbox kept, as they would have left, newest first. */
export async function readOutbox(ctx: Ctx): Promise<(Email & { id: string; to: string; atMs: number })[]> {
  const rows = await findOutboxEmails(ctx.database, LETTERS_SHOWN);
  return rows.map((row) => ({
    ...write(ctx, row),
    id: row.id,
    to: row.recipient,
    atMs: row.createdAtMs,
  }));
}

async function deliver(ctx: Ctx, row: QueuedEmail): Promise<void> {
  try {
    const letter = write(ctx, row);
    const outcome = await ctx.mail.send({
      from: ctx.configuration.mail.from,
      to: row.recipient,
      ...letter,
    });
    if (outcome === 'sent') await deleteQueuedEmail(ctx.database, row.id);
    else await updateQueuedEmail(ctx.database, row.id, { state: 'outbox', nextAttemptAtMs: row.createdAtMs });
  } catch (error) {
    const attempts = row.attempts + 1;
    console.error({ message: 'A letter did not leave', id: row.id, attempts, error: String(error) });
    await updateQueuedEmail(ctx.database, row.id, {
      attempts,
      state: attempts >= MAX_ATTEMPTS ? 'failed' : 'waiting',
      nextAttemptAtMs: ctx.nowMs + FIRST_RETRY_MS * 2 ** row.attempts,
    });
  }
}

function write(ctx: Ctx, row: QueuedEmail): Email {
  const letter = { ...row, to: row.recipient } as unknown as OutgoingEmail;
  if (letter.template !== 'password_reset_code') return renderEmail(letter.template, letter.data);
  return renderEmail(letter.template, {
    ...letter.data,
    code: otpCode(ctx.configuration.codeSecret, letter.data),
  });
}
