/**
 * Sends e-mails with the mail queue. An e-mail is first stored in the queue and then sent after the response. The
 * scheduled job retries e-mails that were not sent.
 */
import { v7 as uuid } from 'uuid';
import { linkToken, type OtpSubject, otpCode } from '../../crypto/otp-code.ts';
import { type Email, type EmailData, renderEmail, type Template } from '../../mail/templates.ts';
import type { EmailToQueue } from '../../rules/sessions/account-change.ts';
import {
  claimDueEmails,
  deleteQueuedEmail,
  findOutboxEmails,
  insertQueuedEmailStatement,
  type QueuedEmail,
  updateQueuedEmail,
} from '../../store/notifications/mail-queue.ts';
import { accountLink } from '../request/account-link.ts';
import type { Ctx } from '../request/context.ts';

/**
 * The data of an e-mail in the mail queue. A code and the token of a link are not stored: they are derived when the
 * e-mail is composed. A code is derived for the address of the recipient.
 */
type QueuedData = {
  [Name in Template]: EmailData[Name] extends { code: string }
    ? Omit<EmailData[Name], 'code'> & Omit<OtpSubject, 'email'>
    : EmailData[Name] extends { link: string }
      ? Omit<EmailData[Name], 'link'> & { linkNonce: string }
      : EmailData[Name];
};

export type OutgoingEmail = {
  [Name in Template]: { to: string; template: Name; data: QueuedData[Name] };
}[Template];

const MAX_ATTEMPTS = 8;
/** The delay after the first failed attempt. The delay doubles with each attempt. */
const FIRST_RETRY_MS = 60_000;
/** The delay before the scheduled job may send an e-mail. During this time only the request sends the e-mail. */
const SCHEDULED_JOB_DELAY_MS = 60_000;
/**
 * The time during which no other run of the scheduled job sends a claimed e-mail. It is longer than the time limit of
 * the SMTP transport, so the run can send all e-mails that it has claimed together.
 */
const CLAIM_MS = 120_000;
/**
 * The number of e-mails that are claimed together and sent in parallel. Workers allow six open connections without a
 * response.
 */
const EMAILS_PER_CLAIM = 5;
const MAX_OUTBOX_EMAILS = 100;

/**
 * Queues and sends an e-mail after the response. The e-mail about a change of an account must be queued in the batch of
 * the change instead (`queuedEmail`).
 */
export function sendEmail(ctx: Ctx, email: OutgoingEmail): void {
  const row = queuedEmail(ctx, email);
  ctx.afterResponse(async () => {
    await ctx.database.batch([insertQueuedEmailStatement(ctx.database, row)]);
    await deliver(ctx, row);
  });
}

/**
 * Returns the row of an e-mail for the mail queue. The scheduled job sends the e-mail after one minute if the request
 * has not sent it.
 */
export function queuedEmail(ctx: Ctx, email: OutgoingEmail): EmailToQueue {
  return {
    id: uuid(),
    recipient: email.to,
    template: email.template,
    data: { ...email.data },
    state: 'waiting',
    attempts: 0,
    nextAttemptAtMs: ctx.nowMs + SCHEDULED_JOB_DELAY_MS,
    createdAtMs: ctx.nowMs,
  };
}

/**
 * Sends the due e-mails in the queue, until the queue contains no due e-mail or `endsAtMs` is reached. Each e-mail is
 * claimed first, so that only one of several concurrent runs sends the e-mail. Called by the scheduled job.
 * @throws AppError `UNAVAILABLE`
 */
export async function deliverQueuedEmails(ctx: Ctx, { endsAtMs }: { endsAtMs: number }): Promise<void> {
  for (;;) {
    const nowMs = Date.now();
    if (nowMs >= endsAtMs) return;
    const claim = { nowMs, untilMs: nowMs + CLAIM_MS, limit: EMAILS_PER_CLAIM };
    const rows = await claimDueEmails(ctx.database, claim);
    if (rows.length === 0) return;
    await Promise.all(rows.map((row) => deliver(ctx, row)));
  }
}

/**
 * Reads the newest 100 e-mails of the `outbox` transport (development), newest first, with their codes and links.
 * @throws AppError `UNAVAILABLE`
 */
export async function readOutbox(ctx: Ctx): Promise<(Email & { id: string; to: string; atMs: number })[]> {
  const rows = await findOutboxEmails(ctx.database, MAX_OUTBOX_EMAILS);
  return rows.map((row) => ({
    ...compose(ctx, row),
    id: row.id,
    to: row.recipient,
    atMs: row.createdAtMs,
  }));
}

/**
 * Makes one attempt to send a queued e-mail, and deletes the e-mail from the queue if it was sent. The transport
 * `outbox` leaves the e-mail in the queue. A failure, also of the deletion, is logged, and the scheduled job sends the
 * e-mail again until 8 attempts have failed.
 * @throws AppError `UNAVAILABLE` if the failed attempt cannot be recorded
 */
export async function deliver(ctx: Ctx, row: QueuedEmail): Promise<void> {
  try {
    const email = compose(ctx, row);
    const outcome = await ctx.mail.send({
      from: ctx.configuration.mail.from,
      to: row.recipient,
      ...email,
    });
    if (outcome === 'sent') await deleteQueuedEmail(ctx.database, row.id);
    else
      await updateQueuedEmail(
        ctx.database,
        row.id,
        { state: 'outbox', nextAttemptAtMs: row.createdAtMs },
        ctx.nowMs,
      );
  } catch (error) {
    const attempts = row.attempts + 1;
    console.error({ message: 'An e-mail was not sent', id: row.id, attempts, error: String(error) });
    const state = attempts >= MAX_ATTEMPTS ? 'failed' : 'waiting';
    const nextAttemptAtMs = ctx.nowMs + FIRST_RETRY_MS * 2 ** row.attempts;
    await updateQueuedEmail(ctx.database, row.id, { attempts, state, nextAttemptAtMs }, ctx.nowMs);
  }
}

/** Returns the text of a queued e-mail. If its data contain a nonce, the code or the link is derived from the nonce. */
function compose(ctx: Ctx, row: QueuedEmail): Email {
  const email = { ...row, to: row.recipient } as unknown as OutgoingEmail;
  const { derivedKeys } = ctx.configuration;
  if ('linkNonce' in email.data) {
    const page = email.template === 'invitation' ? 'invitation' : 'revert';
    const link = accountLink(
      ctx.configuration,
      page,
      linkToken(derivedKeys.accountLinks, email.data.linkNonce),
    );
    return renderEmail(email.template, { ...email.data, link } as never);
  }
  if (!('nonce' in email.data)) return renderEmail(email.template, email.data as never);
  return renderEmail(email.template as 'password_reset_code', {
    ...email.data,
    code: otpCode(ctx.configuration.derivedKeys.oneTimeCodes, { ...email.data, email: email.to }),
  });
}
