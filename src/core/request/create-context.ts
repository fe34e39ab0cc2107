/** Builds the context of a request or of the scheduled job. */
import { type KeyRing, openKeyRing } from '../../crypto/key-ring.ts';
import { bindingTransport } from '../../mail/binding-transport.ts';
import { outboxTransport } from '../../mail/outbox-transport.ts';
import { smtpTransport } from '../../mail/smtp-transport.ts';
import type { MailTransport } from '../../mail/transport.ts';
import { noCost } from '../../rules/cost.ts';
import { type ClientAddress, clientAddress } from '../../rules/guards/client-address.ts';
import { MAX_USER_AGENT_LENGTH } from '../../rules/sessions/user-agent.ts';
import { openEdgeCache } from '../../store/cache/edge-cache.ts';
import { openDatabase } from '../../store/database/database.ts';
import { readCommonPasswords } from '../../store/passwords/common-passwords.ts';
import type { Configuration } from './configuration.ts';
import type { Actor, Ctx, RequestFacts } from './context.ts';
import { currentIncarnation } from './incarnation.ts';
import { type ObjectNamespaces, openObjects } from './object-stubs.ts';

/** The bindings of `wrangler.toml`. */
export interface WorkerBindings extends ObjectNamespaces {
  DB: D1Database;
  EDGE_CACHE: KVNamespace;
  EMAIL?: SendEmail;
  ACCOUNT_READS?: RateLimit;
  ACCOUNT_WRITES?: RateLimit;
  /** The static files. */
  ASSETS?: Fetcher;
  VERSION?: WorkerVersionMetadata;
}

export interface ContextInput {
  bindings: WorkerBindings;
  configuration: Configuration;
  /** `address` is the value of the header `CF-Connecting-IP`. The value can be a text that is not an address. */
  request: Omit<RequestFacts, keyof ClientAddress> & { address: string };
  actor: Actor;
  waitUntil: (work: Promise<unknown>) => void;
  /** Undefined outside of requests. `Ctx.afterResponse` then begins the work immediately. */
  afterResponse?: (work: () => Promise<unknown>) => void;
}

const keyRings = new WeakMap<Configuration, Promise<KeyRing>>();

/** Builds a context with the current time and a cost of zero. */
export function createContext(input: ContextInput): Ctx {
  const { bindings, configuration, request } = input;
  const cost = noCost();
  const waitUntil = (work: Promise<unknown>) =>
    input.waitUntil(
      work.catch((error: unknown) =>
        console.error({ message: 'Work after the response failed', error: String(error) }),
      ),
    );
  return {
    configuration,
    keyRing: () => keyRingOf(configuration),
    commonPasswords: () => readCommonPasswords(bindings.ASSETS),
    database: openDatabase(bindings.DB, cost),
    edgeCache: openEdgeCache(bindings.EDGE_CACHE, cost),
    objects: openObjects(bindings, cost, () =>
      currentIncarnation(configuration, bindings.DB, input.waitUntil),
    ),
    accountRates: { reads: bindings.ACCOUNT_READS, writes: bindings.ACCOUNT_WRITES },
    mail: mailTransport(configuration, bindings.EMAIL),
    actor: input.actor,
    request: {
      ...request,
      ...clientAddress(request.address),
      userAgent: request.userAgent.slice(0, MAX_USER_AGENT_LENGTH),
    },
    nowMs: Date.now(),
    cost,
    afterResponse: input.afterResponse ?? ((work) => waitUntil(work())),
    waitUntil,
  };
}

/** Imports the keys when they are first used, because asynchronous work is not allowed in the global scope. */
function keyRingOf(configuration: Configuration): Promise<KeyRing> {
  const { keys, issuer, audience, maxLifetimeSeconds } = configuration;
  const ring = keyRings.get(configuration) ?? openKeyRing({ ...keys, issuer, audience, maxLifetimeSeconds });
  keyRings.set(configuration, ring);
  return ring;
}

function mailTransport({ mail, environment }: Configuration, email: SendEmail | undefined): MailTransport {
  switch (mail.transport) {
    case 'outbox':
      return outboxTransport(environment === 'development' ? console.log : () => undefined);
    case 'smtp':
      return smtpTransport({ url: mail.smtpUrl ?? '', isTlsRequired: environment === 'production' });
    case 'binding':
      return bindingTransport(email);
  }
}
