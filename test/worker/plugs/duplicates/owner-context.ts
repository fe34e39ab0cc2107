/** Calls use cases directly as the owner of plugs. */
import { createExecutionContext } from 'cloudflare:test';
import { parseConfiguration } from '../../../../src/core/request/configuration.ts';
import type { Ctx } from '../../../../src/core/request/context.ts';
import { createContext } from '../../../../src/core/request/create-context.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { bindings } from '../../support/bindings.ts';

/** A context with the session of an account as the caller. */
export function contextOf({ id, sessionId }: { id: string; sessionId: number }): Ctx {
  const execution = createExecutionContext();
  return createContext({
    bindings,
    configuration: parseConfiguration(bindings),
    request: { id: 'test', address: '192.0.2.1', userAgent: 'test', country: null },
    actor: { kind: 'user', accountId: id, accountNumber: accountNumberOf(sessionId), sessionId, via: 'api' },
    waitUntil: (work) => execution.waitUntil(work),
  });
}
