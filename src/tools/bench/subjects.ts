/** A subject is what the benchmark measures: one kind of request, and the floor with which it is compared. */
import type { Source } from './load/closed-loop.ts';
import { addressOf, requestBytes } from './load/requests.ts';
import type { SignedIn } from './seed/signed-in.ts';

export interface Subject {
  name: string;
  worker: 'product' | 'floor';
  /** The expected status of every response. */
  status: number;
  /** One source per connection. */
  sources: Source[];
  /** The name of the subject of the floor with which this subject is compared. Absent for floors. */
  floor?: string;
  /** The maximum number of requests of all connections in one measurement. Absent if there is no maximum. */
  maxRequests?: number;
}

/** The number of connections of the larger load. */
export const MAX_CONNECTIONS = 32;
export const LIST_PAGE_SIZE = 50;
export const SEARCH_PAGE_SIZE = 20;

/** A subject that always sends the same GET request. */
export function constantRead(
  subject: Omit<Subject, 'sources'>,
  path: string,
  { account, accessToken }: SignedIn,
): Subject {
  const request = requestBytes({ path, token: accessToken, address: addressOf(account) });
  return { ...subject, sources: sharedSources(() => request) };
}

/** Returns one source per connection. All sources take their requests from one sequence, which is numbered from 0. */
export function sharedSources(requestAt: (turn: number) => Buffer | null): Source[] {
  let turn = 0;
  return Array.from({ length: MAX_CONNECTIONS }, () => ({ next: () => requestAt(turn++) }));
}
