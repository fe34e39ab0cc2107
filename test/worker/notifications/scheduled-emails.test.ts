/** The scheduled job: queued e-mails, concurrent and stopped runs, time budgets, and the deletion of expired rows. */
import { createExecutionContext } from 'cloudflare:test';
import { afterEach, expect, it, vi } from 'vitest';
import { deliverQueuedEmails } from '../../../src/core/notifications/send-email.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { createContext } from '../../../src/core/request/create-context.ts';
import { clearExpired } from '../../../src/store/scheduled/clear-expired.ts';
import { bindings } from '../support/bindings.ts';

const EMAIL_COUNT = 23;
/** The number of e-mails that a run claims together. */
const EMAILS_PER_CLAIM = 5;
const FAR_FUTURE_MS = 8.64e15;

afterEach(() => {
  vi.useRealTimers();
});

/** The context of a scheduled run. Its mail transport sends nothing, and adds each recipient to `sent`. */
function newContext(sent: string[]) {
  const execution = createExecutionContext();
  const ctx = createContext({
    bindings,
    configuration: parseConfiguration(bindings),
    request: { id: 'run', address: '', userAgent: 'cron', country: null },
    actor: { kind: 'system' },
    waitUntil: (work) => execution.waitUntil(work),
  });
  const send = async ({ to }: { to: string }) => {
    sent.push(to);
    await scheduler.wait(5);
    return 'sent' as const;
  };
  return { ...ctx, mail: { send } };
}

/** Replaces the mail queue by e-mails that are due at `dueAtMs`, and returns their recipients. */
async function queueEmails(dueAtMs: number): Promise<string[]> {
  await bindings.DB.exec('DELETE FROM mail_queue');
  const recipients = Array.from({ length: EMAIL_COUNT }, (_, at) => `owner${at}@example.com`);
  const data = JSON.stringify({ name: '', device: 'd', address: 'a', country: null, time: 't' });
  await bindings.DB.prepare(
    `INSERT INTO mail_queue (id, recipient, template, data, state, attempts, next_attempt_at, created_at)
     SELECT value, value, 'password_changed', ?, 'waiting', 0, ?, ? FROM json_each(?)`,
  )
    .bind(data, dueAtMs, dueAtMs, JSON.stringify(recipients))
    .run();
  return recipients;
}

it('three concurrent runs send each due e-mail exactly once', async () => {
  const recipients = await queueEmails(Date.now() - 1);
  const sent: string[] = [];
  const run = () => deliverQueuedEmails(newContext(sent), { endsAtMs: FAR_FUTURE_MS });
  await Promise.all([run(), run(), run()]);
  expect(sent.toSorted()).toEqual(recipients.toSorted());
});

it('a run sends no e-mail after the end of its time budget, and the next run sends the e-mails', async () => {
  await queueEmails(Date.now() - 1);
  const sent: string[] = [];
  await deliverQueuedEmails(newContext(sent), { endsAtMs: Date.now() });
  expect(sent).toEqual([]);
  await deliverQueuedEmails(newContext(sent), { endsAtMs: FAR_FUTURE_MS });
  expect(sent).toHaveLength(EMAIL_COUNT);
});

it('e-mails that a stopped run has claimed are sent two minutes later', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await queueEmails(Date.now() - 1);
  const sent: string[] = [];
  const stoppedContext = { ...newContext(sent), mail: { send: () => new Promise<never>(() => undefined) } };
  const run = (ctx: ReturnType<typeof newContext>) => deliverQueuedEmails(ctx, { endsAtMs: FAR_FUTURE_MS });
  await Promise.race([run(stoppedContext), scheduler.wait(100)]);
  await run(newContext(sent));
  expect(sent).toHaveLength(EMAIL_COUNT - EMAILS_PER_CLAIM);
  vi.setSystemTime(Date.now() + 120_000);
  await run(newContext(sent));
  expect(sent).toHaveLength(EMAIL_COUNT);
});

it('a clean-up deletes all expired security events, but only one chunk of 1,000 rows after the end of its time budget', async () => {
  const ids = JSON.stringify(Array.from({ length: 2_500 }, (_, at) => `expired-${at}`));
  await bindings.DB.prepare(
    `INSERT INTO security_events (id, owner, type, created_at) SELECT value, 0, 'login_failed', 1 FROM json_each(?)`,
  )
    .bind(ids)
    .run();
  const { database } = newContext([]);
  const countExpiredEvents = () =>
    bindings.DB.prepare("SELECT count(*) AS left FROM security_events WHERE id LIKE 'expired-%'").first(
      'left',
    );
  await clearExpired(database, { nowMs: Date.now(), endsAtMs: Date.now() });
  expect(await countExpiredEvents()).toBe(1_500);
  await clearExpired(database, { nowMs: Date.now(), endsAtMs: FAR_FUTURE_MS });
  expect(await countExpiredEvents()).toBe(0);
});
