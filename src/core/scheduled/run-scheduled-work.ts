/**
 * The scheduled job. It sends queued e-mails, updates the daily figures, deletes expired rows and erases deleted
 * accounts. If the object of an account has not confirmed a deletion or deactivation, the job sends it again.
 */
import { clearExpired } from '../../store/scheduled/clear-expired.ts';
import { deliverQueuedEmails } from '../notifications/send-email.ts';
import { confirmClosedAccounts, eraseDeletedAccounts } from '../privacy/delete-account.ts';
import type { Configuration } from '../request/configuration.ts';
import { createContext, type WorkerBindings } from '../request/create-context.ts';
import { updateDailyFigures } from './update-figures.ts';

/**
 * The time limits of the first three steps. The other steps limit the number of accounts. The job runs every minute, so
 * all steps together should take less than one minute.
 */
const EMAIL_BUDGET_MS = 40_000;
const FIGURES_BUDGET_MS = 5_000;
const CLEANING_BUDGET_MS = 10_000;

/** Runs the scheduled job once. */
export async function runScheduledWork(
  configuration: Configuration,
  bindings: WorkerBindings,
  execution: Pick<ExecutionContext, 'waitUntil'>,
): Promise<void> {
  const ctx = createContext({
    bindings,
    configuration,
    request: { id: crypto.randomUUID(), address: '', userAgent: 'cron', country: null },
    actor: { kind: 'system' },
    waitUntil: (work) => execution.waitUntil(work),
  });
  const steps = [
    () => deliverQueuedEmails(ctx, { endsAtMs: Date.now() + EMAIL_BUDGET_MS }),
    // Entries of the security log must be counted before they are deleted.
    () => updateDailyFigures(ctx, { endsAtMs: Date.now() + FIGURES_BUDGET_MS }),
    () => clearExpired(ctx.database, { nowMs: ctx.nowMs, endsAtMs: Date.now() + CLEANING_BUDGET_MS }),
    () => confirmClosedAccounts(ctx),
    () => eraseDeletedAccounts(ctx),
  ];
  // A failed step must not prevent the next step.
  for (const step of steps) {
    await step().catch((error: unknown) =>
      console.error({ message: 'A scheduled step failed', error: String(error) }),
    );
  }
}
