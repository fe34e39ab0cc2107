/** The measured requests to the product, in the form in which its clients send them. */
import type { Source } from './load/closed-loop.ts';
import type { Connection } from './load/connection.ts';
import { addressOf, requestBytes } from './load/requests.ts';
import { plugId } from './seed/seeded-plugs.ts';
import { beginDeviceSession, loginRequest, type SignedIn, sendForJson } from './seed/signed-in.ts';
import {
  constantRead,
  LIST_PAGE_SIZE,
  MAX_CONNECTIONS,
  SEARCH_PAGE_SIZE,
  type Subject,
  sharedSources,
} from './subjects.ts';

/** The accounts that send requests. */
export interface BenchAccounts {
  /** The owner of the plugs that are read. */
  owner: SignedIn;
  /** The number of plugs of the owner. */
  ownPlugs: number;
  /** Other accounts, more than `MAX_CONNECTIONS`. */
  others: SignedIn[];
}

/**
 * Builds the requests. For this purpose, the function reads a cursor near the end of the list, and begins the sessions
 * that are refreshed.
 */
export async function prepareProductSubjects(
  product: Connection,
  { owner, ownPlugs, others }: BenchAccounts,
): Promise<Subject[]> {
  const cursor = await readDeepCursor(product, owner, Math.floor(ownPlugs * 0.9));
  const read = (name: string, floor: string, path: string) =>
    constantRead({ name, floor, worker: 'product', status: 200 }, path, owner);
  return [
    loginSubject(others.slice(MAX_CONNECTIONS)),
    await prepareRefreshSubject(product, others.slice(0, MAX_CONNECTIONS)),
    read('me', 'read 1', '/api/v1/auth/me'),
    read('list 50', 'read 50', `/api/v1/plugs/?limit=${LIST_PAGE_SIZE}`),
    read('list 50, cursor deep', 'read 50', `/api/v1/plugs/?limit=${LIST_PAGE_SIZE}&cursor=${cursor}`),
    read('search prefix "ali"', 'read 20', `/api/v1/plugs/search?limit=${SEARCH_PAGE_SIZE}&q=ali`),
    read('search inside "smith"', 'read 20', `/api/v1/plugs/search?limit=${SEARCH_PAGE_SIZE}&q=smith`),
    read('search no hit', 'read 1', `/api/v1/plugs/search?limit=${SEARCH_PAGE_SIZE}&q=zyzzyva`),
    read('stats', 'read 1', '/api/v1/plugs/stats'),
    createSubject(owner),
    convertSubject(owner, ownPlugs / 2),
  ];
}

/** All connections log in these accounts in turn. The accounts send no other requests. */
function loginSubject(others: SignedIn[]): Subject {
  const requests = others.map(({ account }) => loginRequest(account));
  return {
    name: 'login',
    floor: 'hash',
    worker: 'product',
    status: 200,
    sources: sharedSources((turn) => requests[turn % requests.length] ?? null),
  };
}

/** Each connection refreshes its own session with the newest token. */
async function prepareRefreshSubject(product: Connection, others: SignedIn[]): Promise<Subject> {
  const sources: Source[] = [];
  for (const { account } of others) {
    let token = await beginDeviceSession(product, account);
    sources.push({
      next: () =>
        requestBytes({
          path: '/api/v1/auth/token/refresh/',
          address: addressOf(account),
          body: { refresh: token },
        }),
      onResponse: ({ body }) => {
        token = (JSON.parse(body.toString()) as { refresh: string }).refresh;
      },
    });
  }
  return { name: 'refresh', floor: 'object', worker: 'product', status: 200, sources };
}

function createSubject({ account, accessToken: token }: SignedIn): Subject {
  const common = {
    company: 'Atelier Rosé',
    business_type: 'salon',
    network_type: 'new_client',
    tags: ['pilot'],
    priority: 'high',
  };
  const sources = sharedSources((turn) =>
    requestBytes({
      path: '/api/v1/plugs/',
      token,
      address: addressOf(account),
      body: { ...common, first_name: 'Newly', last_name: `Met ${turn}`, email: `met${turn}@mail.test` },
    }),
  );
  return { name: 'create', floor: 'write', worker: 'product', status: 201, sources };
}

/**
 * Converts each target at most once. There are six measurements: three rounds with two loads each. A measurement
 * converts at most 1/8 of the targets, and its warm-up about 1/48. Together they convert at most about 7/8 of the
 * targets.
 */
function convertSubject({ account, accessToken: token }: SignedIn, targetCount: number): Subject {
  const body = { job_title: 'Partner' };
  const sources = sharedSources((turn) => {
    const path = `/api/v1/plugs/${plugId(account, turn * 2)}/convert`;
    return turn < targetCount ? requestBytes({ path, token, address: addressOf(account), body }) : null;
  });
  return {
    name: 'convert',
    floor: 'write',
    worker: 'product',
    status: 200,
    sources,
    maxRequests: Math.floor(targetCount / 8),
  };
}

async function readDeepCursor(
  product: Connection,
  { accessToken: token }: SignedIn,
  skip: number,
): Promise<string> {
  const path = `/api/v1/plugs/?limit=${LIST_PAGE_SIZE}&skip=${skip}`;
  return (await sendForJson<{ next_cursor: string }>(product, requestBytes({ path, token }))).next_cursor;
}
