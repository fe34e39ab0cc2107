/** The context of a use case: storage, objects, caller, data of the request and the current time. */
import type { KeyRing } from '../../crypto/key-ring.ts';
import type { MailTransport } from '../../mail/transport.ts';
import type { Cost } from '../../rules/cost.ts';
import type { ClientAddress } from '../../rules/guards/client-address.ts';
import type { RevisionVia } from '../../rules/plugs/revision.ts';
import type { EdgeCache } from '../../store/cache/edge-cache.ts';
import type { Database } from '../../store/database/database.ts';
import type { AccessRow } from '../../store/sessions/sessions.ts';
import type { Configuration } from './configuration.ts';
import type { Objects } from './object-stubs.ts';

/**
 * The caller. Use cases, except those for administrators, take the owner of data from the actor, never from the request
 * body or URL.
 */
export type Actor =
  | { kind: 'anonymous' }
  | {
      kind: 'user';
      accountId: string;
      accountNumber: number;
      sessionId: number;
      /** The interface that received the request. Revisions of plugs record it. */
      via: RevisionVia;
    }
  | { kind: 'system' };

export type UserActor = Extract<Actor, { kind: 'user' }>;

/** The data of the request. The client address comes only from `CF-Connecting-IP`, never from another header. */
export interface RequestFacts extends ClientAddress {
  /** The request id, which logs and responses contain. */
  id: string;
  /** At most `MAX_USER_AGENT_LENGTH` characters. */
  userAgent: string;
  /** The country of the client address according to Cloudflare; null if it is not known. */
  country: string | null;
}

export interface Ctx {
  configuration: Configuration;
  keyRing(): Promise<KeyRing>;
  /** The filter of common passwords. @throws AppError `UNAVAILABLE` */
  commonPasswords(): Promise<Uint8Array>;
  database: Database;
  edgeCache: EdgeCache;
  objects: Objects;
  /** The rate limiting bindings. They are undefined if the deployment does not have them. */
  accountRates: { reads: RateLimit | undefined; writes: RateLimit | undefined };
  mail: MailTransport;
  actor: Actor;
  /**
   * The result of the access check, if the check has already run. `requireAccess` then does not run the check again.
   * The bot sets it for a linked chat, and `upsertPlug` sets it for the insert.
   */
  checkedAccess?: AccessRow;
  request: RequestFacts;
  nowMs: number;
  cost: Cost;
  /**
   * Begins work only after the response, so that the duration of the work does not affect the response time. Outside of
   * requests, the work begins immediately.
   */
  afterResponse(work: () => Promise<unknown>): void;
  /** Lets work that has already begun continue after the response. */
  waitUntil(work: Promise<unknown>): void;
}
