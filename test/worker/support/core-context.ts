/** Contexts for tests that call a use case directly, without a route. */
import { createExecutionContext } from 'cloudflare:test';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import type { Ctx } from '../../../src/core/request/context.ts';
import { createContext } from '../../../src/core/request/create-context.ts';
import { accountNumberOf } from '../../../src/rules/sessions/session-id.ts';
import { bindings } from './bindings.ts';
import type { TestAccount } from './client.ts';

const configuration = parseConfiguration(bindings);

/** The context of a request of this account from a page. The use case reads and writes the database `DB`. */
export function contextOf({ id, sessionId }: TestAccount, DB: D1Database = bindings.DB): Ctx {
  const execution = createExecutionContext();
  return createContext({
    bindings: { ...bindings, DB },
    configuration,
    request: { id: 'test', address: '192.0.2.1', userAgent: 'test', country: null },
    actor: {
      kind: 'user',
      accountId: id,
      accountNumber: accountNumberOf(sessionId),
      sessionId,
      via: 'page',
    },
    waitUntil: (work) => execution.waitUntil(work),
  });
}
