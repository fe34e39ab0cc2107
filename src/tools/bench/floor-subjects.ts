/**
 * The requests to the floor, which is the minimal worker in `floor-worker.ts`. Each request to the product is compared
 * with one of the requests to the floor.
 */
import { requestBytes } from './load/requests.ts';
import { PASSWORD } from './seed/seeded-state.ts';
import type { SignedIn } from './seed/signed-in.ts';
import {
  constantRead,
  LIST_PAGE_SIZE,
  MAX_CONNECTIONS,
  SEARCH_PAGE_SIZE,
  type Subject,
  sharedSources,
} from './subjects.ts';

/**
 * Builds the requests: one hash, one object call with a KV read and one without, one batch of two reads for each number
 * of rows, and one batch of reads with a batch that writes.
 */
export function buildFloorSubjects(owner: SignedIn, others: SignedIn[]): Subject[] {
  const read = (rows: number) =>
    constantRead({ name: `read ${rows}`, worker: 'floor', status: 200 }, `/read?rows=${rows}`, owner);
  const hash = requestBytes({ path: '/hash', body: { password: PASSWORD } });
  const write = requestBytes({ path: '/write', token: owner.accessToken, body: { text: 'a row' } });
  const object = (name: string, path: string): Subject => ({
    name,
    worker: 'floor',
    status: 200,
    sources: others.slice(0, MAX_CONNECTIONS).map(({ accessToken }) => {
      const request = requestBytes({ path, token: accessToken, body: {} });
      return { next: () => request };
    }),
  });
  return [
    { name: 'hash', worker: 'floor', status: 200, sources: sharedSources(() => hash) },
    object('object', '/object'),
    object('KV, object', '/object?kv=1'),
    ...[1, SEARCH_PAGE_SIZE, LIST_PAGE_SIZE].map(read),
    { name: 'write', worker: 'floor', status: 201, sources: sharedSources(() => write) },
  ];
}
