/** The entry point: the handlers of the worker and its Durable Object classes. */
import { env } from 'cloudflare:workers';
import { createApp } from './app.ts';
import { parseConfiguration } from './core/request/configuration.ts';
import type { WorkerBindings } from './core/request/create-context.ts';
import { runScheduledWork } from './core/scheduled/run-scheduled-work.ts';
import {
  applyAccountChangesTo,
  applyAccountDecisionTo,
  recoverAccountFrom,
} from './core/sessions/apply-account-changes.ts';
import { Account } from './objects/account/account.ts';
import { readIncarnation } from './store/database/incarnation.ts';

export { AddressLimit } from './objects/address-limit.ts';
export { UnknownIdentifier } from './objects/unknown-identifier.ts';
export { Account };

// The entry point sets the database functions, because objects may not import the store, which defines the tables.
Account.database = {
  applyChanges: applyAccountChangesTo,
  applyDecision: applyAccountDecisionTo,
  recover: recoverAccountFrom,
  readIncarnation,
};

// The configuration is parsed at import, so that a worker with an invalid configuration does not start.
const configuration = parseConfiguration(env);
const app = createApp(configuration);

export default {
  fetch: app.fetch,
  scheduled: (_event, bindings, execution) => runScheduledWork(configuration, bindings, execution),
} satisfies ExportedHandler<WorkerBindings>;
