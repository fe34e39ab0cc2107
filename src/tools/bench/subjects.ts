/** What is measured: a request, how often it may be sent, and the floor it is held to. */
import type { Source } from './load/closed-loop.ts';
import { addressOf, requestBytes } from './load/requests.ts';
import type { SignedIn } from './seed/signed-in.ts';

export interface Subject {
  name: string;
  worker: 'product' | 'floor';
  /** The status of every answer. */
  status: number;
  /** One for each connection. */
  sources: Source[];
  /** The name of the floor subject; absent for floors. */
  floor?: string;
  /** Requests of all connections together in one measurement, where their supply is limited. */
  requests?: number;
}

/** Connections of the largest load. */
export const MOST_CONNECTIONS = 32;
/** What a page shows: of a list, and of a search. */
export const PAGE = 50;
export const HITS = 20;

/** A read that is the same each time. */
export function unchanging(
  subject: Omit<Subject, 'sources'>,
  path: string,
  { account, accessToken }: SignedIn,
): Subject {
  const request = requestBytes({ path, token: accessToken, address: addressOf(account) });
  return { ...subject, sources: everywhere(() => request) };
}

/** One source on all connections, each request having its turn, counted from 0. */
export function everywhere(requestAt: (turn: number) => Buffer | null): Source[] {
  let turn = 0;
  return Array.from({ length: MOST_CONNECTIONS }, () => ({ next: () => requestAt(turn++) }));
}
