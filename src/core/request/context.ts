/** What every verb is given: the world, the caller, the request's facts and the moment. */
import type { KeyRing } from '../../crypto/key-ring.ts';
import type { MailTransport } from '../../mail/transport.ts';
import type { Cost } from '../../rules/cost.ts';
import type { EdgeCache } from '../../store/cache/edge-cache.ts';
import type { Database } from '../../store/database/database.ts';
import type { Configuration } from './configuration.ts';
import type { Objects } from './object-stubs.ts';

/** Who acts. Owner ids come from here, never from the wire. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'user'; accountId: string; accountNumber: number; sessionId: number }
  | { kind: 'system' };

export type UserActor = Extract<Actor, { kind: 'user' }>;

export interface RequestFacts {
  id: string;
  /** `CF-Connecting-IP` and nothing else. */
  address: string;
  /** What limits count: the IPv4 address or the IPv6 /64. */
  addressBlock: string;
  userAgent: string;
  country: string | null;
}

export interface Ctx {
  configuration: Configuration;
  keyRing(): Promise<KeyRing>;
  database: Database;
  edgeCache: EdgeCache;
  objects: Objects;
  mail: MailTransport;
  actor: Actor;
  request: RequestFacts;
  nowMs: number;
  cost: Cost;
  /** Work that the answer does not wait for. */
  waitUntil(work: Promise<unknown>): void;
}
