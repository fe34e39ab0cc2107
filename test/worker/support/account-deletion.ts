/** Reads and deletes accounts through the media contract, restores and erases them, and runs the scheduled job. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { vi } from 'vitest';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { runScheduledWork } from '../../../src/core/scheduled/run-scheduled-work.ts';
import { noCost } from '../../../src/rules/cost.ts';
import { eraseAccount } from '../../../src/store/accounts/account-removal.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import { callMedia } from '../media/media.ts';
import { newAdministrator } from '../sessions/device.ts';
import { numberOf, updateAccount } from './accounts.ts';
import { bindings } from './bindings.ts';
import { call } from './client.ts';

const CONFIRMATION_BODY = { confirmation: 'DELETE_MY_ACCOUNT' };

export const getMe = (token: string) => callMedia('/auth/me', { token });
export const deleteAccount = (token: string, body: unknown = CONFIRMATION_BODY) =>
  callMedia('/auth/me', { method: 'DELETE', token, body });

/** Restores a deleted account through the v1 contract, with the token of a new administrator. */
export async function restoreAccount(account: { id: string }) {
  const { token } = await newAdministrator();
  return call(`/auth/users/${await numberOf(account)}/restore/`, { method: 'POST', token });
}

/** Sets the clock and runs the scheduled job five times. One run erases at most five accounts. */
export async function runJobs(atMs: number): Promise<void> {
  vi.setSystemTime(atMs);
  for (let run = 0; run < 5; run += 1) {
    const execution = createExecutionContext();
    await runScheduledWork(parseConfiguration(bindings), bindings, execution);
    await waitOnExecutionContext(execution);
  }
}

/** Marks an account as deleted, and erases its rows in D1. */
export async function eraseRows(number: number): Promise<void> {
  await updateAccount({ number }, { deletedAtMs: 0 });
  await eraseAccount(openDatabase(bindings.DB, noCost()), number);
}
