/** The door: the worker's handlers and its Durable Object classes. */
import { env } from 'cloudflare:workers';
import { createApp } from './app.ts';
import { parseConfiguration } from './core/request/configuration.ts';
import type { WorkerBindings } from './core/request/create-context.ts';
import { runScheduledWork } from './core/scheduled/run-scheduled-work.ts';
import { applyAccountChangesTo } from './core/sessions/apply-account-changes.ts';
import { AccountObject } from './objects/account/account.ts';
import type { ObjectEnvironment } from './objects/environment.ts';

export { AddressLimit } from './objects/address-limit.ts';
export { UnknownIdentifier } from './objects/unknown-identifier.ts';

/** Objects know no tables: the door gives the account its way to D1. */
export class Account extends AccountObject {
  constructor(state: DurableObjectState, bindings: ObjectEnvironment) {
    super(state, bindings, applyAccountChangesTo);
  }
}

// At import, so that a wrong configuration stops the worker before it answers anybody.
const configuration = parseConfiguration(env);
const app = createApp(configuration);

export default {
  fetch: app.fetch,
  scheduled: (_event, bindings, execution) => runScheduledWork(configuration, bindings, execution),
} satisfies ExportedHandler<WorkerBindings>;
