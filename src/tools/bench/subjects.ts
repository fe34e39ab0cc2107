/** What is measured: one kind of request, and the floor with which it is compared. */
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
  /** The name of the floor subject; absent for floors. */
  floor?: string;
  /** The maximum number of requests of all connections in one measurement, if the supply is limited. */
  requests?: number;
}

/** Number of connections of the larger load. */
export const MOST_CONNECTIONS = 32;
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

/** Sources for all connections. All of them take requests from one sequence, which is numbered from 0. */
export function sharedSources(requestAt: (turn: number) => Buffer | null): Source[] {
  let turn = 0;
  return Array.from({ length: MOST_CONNECTIONS }, () => ({ next: () => requestAt(turn++) }));
}
