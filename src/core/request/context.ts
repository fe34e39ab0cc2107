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

/** The caller. Owner ids are taken from here, never from the request body or URL. */
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

/** The client address is the value of `CF-Connecting-IP`; no other header is trusted. */
export interface RequestFacts extends ClientAddress {
  id: string;
  userAgent: string;
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
  /** The result of the access check, if it has already run in this request. The bot checks the link of the chat. */
  checkedAccess?: AccessRow;
  request: RequestFacts;
  nowMs: number;
  cost: Cost;
  /** Begins work after the response. This work must not change the time of the response. */
  afterResponse(work: () => Promise<unknown>): void;
  /** Continues work after the response. */
  waitUntil(work: Promise<unknown>): void;
}
