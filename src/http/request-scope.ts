/**
 * Creates the context before the handler of each request. After the handler, starts the deferred work, reports the
 * cost and writes the log entry.
 */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Configuration } from '../core/request/configuration.ts';
import type { Ctx } from '../core/request/context.ts';
import { type ContextInput, createContext } from '../core/request/create-context.ts';
import type { Cost } from '../rules/cost.ts';
import type { AppEnv } from './app-env.ts';
import { createDeferredWork } from './deferred-work.ts';
import { type RequestRecord, requestLine } from './request-log.ts';

/**
 * Creates `ctx`. Writes one log entry per request, except in tests. In production the entry is an object, because
 * Workers Logs indexes its fields. In development the entry is one line of text. Outside production the header
 * `Server-Timing` contains the cost.
 */
export function requestScope(configuration: Configuration) {
  return createMiddleware<AppEnv>(async function requestScope(c, next) {
    const deferred = createDeferredWork(configuration, (work) => ctx.waitUntil(work));
    const ctx: Ctx = createContext({
      bindings: c.env,
      configuration,
      request: requestFacts(c),
      actor: { kind: 'anonymous' },
      waitUntil: (work) => c.executionCtx.waitUntil(work),
      afterResponse: deferred.add,
    });
    c.set('ctx', ctx);
    const handled = next().then(() => {
      deferred.start();
      report(c, configuration);
    });
    // The runtime cancels a handler when its client disconnects, unless a promise is pending in `waitUntil`. A
    // cancelled handler would store only some of its effects. This applies to every method, because the GET request
    // that polls a Plex PIN also signs in.
    c.executionCtx.waitUntil(handled.catch(() => undefined));
    await handled;
  });
}

function report(c: Context<AppEnv>, { environment }: Configuration): void {
  const ctx = c.get('ctx');
  if (environment !== 'production') c.res.headers.set('Server-Timing', serverTiming(ctx.cost));
  if (environment === 'test') return;
  const record = requestRecord(c, ctx.nowMs);
  console.log(environment === 'production' ? record : requestLine(record));
}

function requestFacts(c: Context<AppEnv>): ContextInput['request'] {
  const { cf } = c.req.raw as Request<unknown, IncomingRequestCfProperties>;
  return {
    id: c.get('requestId'),
    address: c.req.header('CF-Connecting-IP') ?? '',
    userAgent: c.req.header('User-Agent') ?? '',
    country: typeof cf?.country === 'string' ? cf.country : null,
  };
}

function serverTiming(cost: Cost): string {
  const d1 = `${cost.d1Trips} trips, ${cost.d1RowsRead} rows read, ${cost.d1RowsWritten} written`;
  const { objectCalls, kvOperations, hashes } = cost;
  return `d1;desc="${d1}", do;desc="${objectCalls}", kv;desc="${kvOperations}", hash;desc="${hashes}"`;
}

function requestRecord(c: Context<AppEnv>, startedAtMs: number): RequestRecord {
  const { actor, cost, request } = c.get('ctx');
  return {
    time: new Date(startedAtMs).toISOString(),
    request_id: request.id,
    method: c.req.method,
    route: routePath(c),
    status: c.res.status,
    duration_ms: Date.now() - startedAtMs,
    actor: actor.kind === 'user' ? actor.accountId : actor.kind,
    cost,
  };
}
