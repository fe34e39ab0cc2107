/** Every route of every contract accepts the callers that have access and rejects all others. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import { parseConfiguration } from '../../src/core/request/configuration.ts';
import { sendForm } from '../worker/pages/page-client.ts';
import { bindings } from '../worker/support/bindings.ts';
import { call, type TestResponse } from '../worker/support/client.ts';
import { forbidden, foreign, type Refusal, refusalOf } from './refusals.ts';
import type { Route } from './route.ts';
import { nameOf, ROUTES, samplePath } from './routes.ts';
import {
  type Caller,
  callerIn,
  loseRole,
  NOW,
  newSampleData,
  type SampleData,
  STATES,
  type State,
  snapshot,
} from './sample-data.ts';

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterAll(() => {
  vi.useRealTimers();
});

interface Credentials {
  token?: string | undefined;
  /** A token that is sent in the cookie of the contract, from the same origin. */
  cookie?: string;
}

function cookieHeaders({ wording }: Route, token: string): Record<string, string> {
  const name = wording === 'media' ? 'plugs_media' : 'plugs_session';
  return { Cookie: `${name}=${token}`, Origin: 'http://plugs.test' };
}

/** Sends the sample request of a route with the data of `sampleData`. */
function sendSample(
  route: Route,
  sampleData: SampleData,
  { token, cookie }: Credentials,
): Promise<TestResponse> {
  const path = `/${samplePath(route, sampleData)}`;
  if (route.form) return sendForm(path, route.form(sampleData));
  return call(path, {
    method: route.method,
    token,
    ...(route.body && { body: route.body(sampleData) }),
    ...(cookie !== undefined && { headers: cookieHeaders(route, cookie) }),
  });
}

function expectRefusal(answer: TestResponse, { status, body }: Refusal): void {
  expect(answer.body).toEqual(body);
  expect(answer.status).toBe(status);
}

/** The token states with a valid signature and a valid lifetime. A logout accepts these tokens. */
const ENDED: State[] = ['logged out', 'deactivated', 'inactive in D1 alone', 'lapsed', 'deleted'];
/** The token states with a valid signature in which no request is authenticated. A logout accepts these tokens too. */
const LEFT_OVER: State[] = ['expired', 'refresh token'];
/** The states in which the session has not ended yet. A logout ends it. */
const STILL_OPEN: State[] = ['inactive in D1 alone', 'lapsed'];

const named = (routes: Route[]): [string, Route][] =>
  routes.map((route) => [`${route.method} ${route.path}`, route]);
const withAccess = (...wanted: Route['access'][]) =>
  named(ROUTES.filter(({ access }) => wanted.includes(access)));
const RESTRICTED = withAccess('bearer', 'session', 'admin', 'optional');

it('the table contains every route of the app and no other', () => {
  const { routes } = createApp(parseConfiguration(bindings));
  const served = routes.filter(({ method, path }) => method !== 'ALL' || !path.endsWith('*'));
  const running = new Set(served.map(({ method, path }) => `${method} ${path}`));
  expect(ROUTES.map(nameOf).sort()).toEqual([...running].sort());
});

describe('a sample request is accepted', () => {
  it.each(withAccess('bearer', 'session', 'admin'))('%s to an account with access', async (_, route) => {
    const sampleData = await newSampleData();
    expect((await sendSample(route, sampleData, sampleData)).status).toBe(route.status);
  });

  it.each(withAccess('session'))('%s by cookie as well', async (_, route) => {
    const sampleData = await newSampleData();
    expect((await sendSample(route, sampleData, { cookie: sampleData.token })).status).toBe(route.status);
  });

  it.each(named(ROUTES.filter(({ access, status }) => /public|optional/.test(access) && status !== null)))(
    '%s without a token',
    async (_, route) => {
      expect((await sendSample(route, await newSampleData(), {})).status).toBe(route.status);
    },
  );

  it.each(withAccess('optional'))('%s also with a token', async (_, route) => {
    const sampleData = await newSampleData();
    expect((await sendSample(route, sampleData, sampleData)).status).toBe(route.status);
  });
});

describe.each(STATES)('with a token that is: %s', (state) => {
  let caller: Caller;
  beforeAll(async () => {
    caller = await callerIn(state);
  });

  const isAccepted = ({ access, isLogout }: Route): boolean =>
    (access === 'optional' && state === 'none') ||
    (isLogout === true && [...ENDED, ...LEFT_OVER].includes(state));

  const refused = RESTRICTED.filter(([, route]) => !isAccepted(route));

  it.each(refused)('%s is rejected and changes nothing', async (_, route) => {
    const { sampleData, token } = caller;
    const before = await snapshot(sampleData);
    const refusal = refusalOf(route.wording, state);
    expectRefusal(await sendSample(route, sampleData, { token }), refusal);
    if (route.access === 'session' && token !== undefined) {
      expectRefusal(await sendSample(route, sampleData, { cookie: token }), refusal);
    }
    expect(await snapshot(sampleData)).toEqual(before);
  });
});

describe('a logout of an ended session succeeds and changes nothing', () => {
  const logouts = named(ROUTES.filter(({ isLogout }) => isLogout));
  const unchanged = ENDED.filter((state) => !STILL_OPEN.includes(state));
  it.each(unchanged.flatMap((state) => logouts.map(([name, route]) => [name, state, route] as const)))(
    '%s, %s',
    async (_, state, route) => {
      const { sampleData, token } = await callerIn(state);
      const before = await snapshot(sampleData);
      expect((await sendSample(route, sampleData, { token })).status).toBe(200);
      expect(await snapshot(sampleData)).toEqual(before);
    },
  );
});

describe('a user who is not an administrator', () => {
  let sampleData: SampleData;
  beforeAll(async () => {
    sampleData = await newSampleData();
    await loseRole(sampleData);
  });

  it.each(withAccess('admin'))('%s has status 403 and changes nothing', async (_, route) => {
    const before = await snapshot(sampleData);
    expectRefusal(await sendSample(route, sampleData, sampleData), forbidden(route.wording));
    expect(await snapshot(sampleData)).toEqual(before);
  });
});

describe('the token of another account', () => {
  let owner: SampleData;
  beforeAll(async () => {
    owner = await newSampleData();
  });

  const owned = ROUTES.filter(({ other }) => other !== undefined);
  it.each(named(owned))(
    '%s gives no access to the data of the owner, and changes nothing',
    async (_, route) => {
      const other = await newSampleData();
      await loseRole(other);
      const [before, own] = [await snapshot(owner), await snapshot(other)];
      const refusal = foreign(route.other ?? 404);
      expectRefusal(await sendSample(route, owner, other), refusal);
      if (route.access === 'session')
        expectRefusal(await sendSample(route, owner, { cookie: other.token }), refusal);
      expect(await snapshot(owner)).toEqual(before);
      expect(await snapshot(other)).toEqual(own);
    },
  );

  const personal = ROUTES.filter(({ access, other }) => /bearer|session/.test(access) && other === undefined);
  it.each(named(personal))('%s returns only data of its own account', async (_, route) => {
    const other = await newSampleData();
    await loseRole(other);
    const before = await snapshot(owner);
    const answer = await sendSample(route, other, other);
    expect(answer.status).toBe(route.status);
    const text = JSON.stringify(answer.body) ?? '';
    for (const mark of [owner.id, owner.email, owner.plugId, owner.trashedId])
      expect(text).not.toContain(mark);
    expect(await snapshot(owner)).toEqual(before);
  });
});
