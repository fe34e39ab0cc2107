/** The requests of the product that are measured, as its clients send them. */
import type { Source } from './load/closed-loop.ts';
import type { Connection } from './load/connection.ts';
import { addressOf, requestBytes } from './load/requests.ts';
import { plugId } from './seed/seeded-plugs.ts';
import { ask, beginDeviceSession, loginRequest, type SignedIn } from './seed/signed-in.ts';
import { everywhere, HITS, MOST_CONNECTIONS, PAGE, type Subject, unchanging } from './subjects.ts';

/** Who sends them: the account with the plugs, how many these are, and others, more of them than connections. */
export interface Cast {
  owner: SignedIn;
  ownPlugs: number;
  others: SignedIn[];
}

/** Prepares what they need at the product: a deep cursor, sessions to refresh. */
export async function productSubjects(
  product: Connection,
  { owner, ownPlugs, others }: Cast,
): Promise<Subject[]> {
  const cursor = await deepCursor(product, owner, Math.floor(ownPlugs * 0.9));
  const read = (name: string, floor: string, path: string) =>
    unchanging({ name, floor, worker: 'product', status: 200 }, path, owner);
  return [
    login(others.slice(MOST_CONNECTIONS)),
    await refresh(product, others.slice(0, MOST_CONNECTIONS)),
    read('me', 'read 1', '/api/v1/auth/me'),
    read('list 50', 'read 50', `/api/v1/plugs/?limit=${PAGE}`),
    read('list 50, cursor deep', 'read 50', `/api/v1/plugs/?limit=${PAGE}&cursor=${cursor}`),
    read('search prefix "ali"', 'read 20', `/api/v1/plugs/search?limit=${HITS}&q=ali`),
    read('search inside "smith"', 'read 20', `/api/v1/plugs/search?limit=${HITS}&q=smith`),
    read('search no hit', 'read 1', `/api/v1/plugs/search?limit=${HITS}&q=zyzzyva`),
    read('stats', 'read 1', '/api/v1/plugs/stats'),
    create(owner),
    convert(owner, ownPlugs / 2),
  ];
}

/** Different people, one after another, who do nothing else. */
function login(others: SignedIn[]): Subject {
  const requests = others.map(({ account }) => loginRequest(account));
  return {
    name: 'login',
    floor: 'hash',
    worker: 'product',
    status: 200,
    sources: everywhere((turn) => requests[turn % requests.length] ?? null),
  };
}

/** Each connection goes on with its own session's newest token. */
async function refresh(product: Connection, others: SignedIn[]): Promise<Subject> {
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
      took: ({ body }) => {
        token = (JSON.parse(body.toString()) as { refresh: string }).refresh;
      },
    });
  }
  return { name: 'refresh', floor: 'object', worker: 'product', status: 200, sources };
}

function create({ account, accessToken: token }: SignedIn): Subject {
  const common = {
    company: 'Atelier Rosé',
    business_type: 'salon',
    network_type: 'new_client',
    tags: ['pilot'],
    priority: 'high',
  };
  const sources = everywhere((turn) =>
    requestBytes({
      path: '/api/v1/plugs/',
      token,
      address: addressOf(account),
      body: { ...common, first_name: 'Newly', last_name: `Met ${turn}`, email: `met${turn}@mail.test` },
    }),
  );
  return { name: 'create', floor: 'write', worker: 'product', status: 201, sources };
}

/** Each target once; six measurements and their warm-ups share the stock. */
function convert({ account, accessToken: token }: SignedIn, stock: number): Subject {
  const body = { job_title: 'Partner' };
  const sources = everywhere((turn) => {
    const path = `/api/v1/plugs/${plugId(account, turn * 2)}/convert`;
    return turn < stock ? requestBytes({ path, token, address: addressOf(account), body }) : null;
  });
  return {
    name: 'convert',
    floor: 'write',
    worker: 'product',
    status: 200,
    sources,
    requests: Math.floor(stock / 8),
  };
}

async function deepCursor(
  product: Connection,
  { accessToken: token }: SignedIn,
  skip: number,
): Promise<string> {
  const path = `/api/v1/plugs/?limit=${PAGE}&skip=${skip}`;
  return (await ask<{ next_cursor: string }>(product, requestBytes({ path, token }))).next_cursor;
}
