/**
 * Every route of every contract accepts the callers that have access and rejects all others. The access to the HTML
 * pages is tested in test/worker/pages/access.test.ts and test/worker/pages/administration/access.test.ts.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import { parseConfiguration } from '../../src/core/request/configuration.ts';
import { sendForm } from '../worker/pages/page-client.ts';
import { bindings } from '../worker/support/bindings.ts';
import { call, type TestResponse } from '../worker/support/client.ts';
import { foreignResourceRefusal, notAdministratorRefusal, type Refusal, refusalOf } from './refusals.ts';
import type { Route } from './route.ts';
import { nameOf, ROUTES, samplePath } from './routes.ts';
import {
  type Caller,
  createCaller,
  createSampleData,
  NOW,
  readSnapshot,
  removeAdminRole,
  type SampleData,
  STATES,
  type State,
} from './sample-data.ts';

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterAll(() => {
  vi.useRealTimers();
});

interface Credentials {
  /** The bearer token. */
  token?: string | undefined;
  /** The token that is sent in the cookie of the contract, with the origin of the service. */
  cookie?: string;
}

function cookieHeaders({ wording }: Route, token: string): Record<string, string> {
  const name = wording === 'media' ? 'plugs_media' : 'plugs_session';
  return { Cookie: `${name}=${token}`, Origin: 'http://plugs.test' };
}

/** Sends the sample request of a route with the data of `sampleData`. A form is sent without credentials. */
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

function expectRefusal(response: TestResponse, { status, body }: Refusal): void {
  expect(response.body).toEqual(body);
  expect(response.status).toBe(status);
}

/**
 * The states in which the access token is valid, but its session or account is not active. A logout accepts the token.
 */
const INACTIVE: State[] = ['logged out', 'deactivated', 'inactive only in D1', 'account expired', 'deleted'];
/** The states in which the token has a valid signature but is no valid access token. A logout accepts the token. */
const EXPIRED_OR_REFRESH: State[] = ['expired', 'refresh token'];
/** The states in which the session has not ended, but the account is not active. A logout ends the session. */
const ACTIVE_SESSION: State[] = ['inactive only in D1', 'account expired'];

const withNames = (routes: Route[]): [string, Route][] =>
  routes.map((route) => [`${route.method} ${route.path}`, route]);
const routesWithAccess = (...wanted: Route['access'][]) =>
  withNames(ROUTES.filter(({ access }) => wanted.includes(access)));
const RESTRICTED = routesWithAccess('bearer', 'session', 'admin', 'optional');

it('the list `ROUTES` contains every route of the app and no other route', () => {
  const { routes } = createApp(parseConfiguration(bindings));
  const served = routes.filter(({ method, path }) => method !== 'ALL' || !path.endsWith('*'));
  const servedNames = new Set(served.map(({ method, path }) => `${method} ${path}`));
  expect(ROUTES.map(nameOf).sort()).toEqual([...servedNames].sort());
});

describe('the sample request of a caller with access', () => {
  it.each(routesWithAccess('bearer', 'session', 'admin'))(
    '%s returns the expected status with a bearer token',
    async (_, route) => {
      const sampleData = await createSampleData();
      expect((await sendSample(route, sampleData, sampleData)).status).toBe(route.status);
    },
  );

  it.each(routesWithAccess('session'))(
    '%s returns the expected status with the session cookie',
    async (_, route) => {
      const sampleData = await createSampleData();
      expect((await sendSample(route, sampleData, { cookie: sampleData.token })).status).toBe(route.status);
    },
  );

  it.each(
    withNames(ROUTES.filter(({ access, status }) => /public|optional/.test(access) && status !== null)),
  )('%s returns the expected status without a token', async (_, route) => {
    expect((await sendSample(route, await createSampleData(), {})).status).toBe(route.status);
  });

  it.each(routesWithAccess('optional'))(
    '%s returns the same status with a token as without a token',
    async (_, route) => {
      const sampleData = await createSampleData();
      expect((await sendSample(route, sampleData, sampleData)).status).toBe(route.status);
    },
  );
});

describe.each(STATES)('a request with a token in the state: %s', (state) => {
  let caller: Caller;
  beforeAll(async () => {
    caller = await createCaller(state);
  });

  const isAccepted = ({ access, isLogout }: Route): boolean =>
    (access === 'optional' && state === 'missing') ||
    (isLogout === true && [...INACTIVE, ...EXPIRED_OR_REFRESH].includes(state));

  const rejecting = RESTRICTED.filter(([, route]) => !isAccepted(route));

  it.each(rejecting)('%s rejects the request and changes nothing', async (_, route) => {
    const { sampleData, token } = caller;
    const before = await readSnapshot(sampleData);
    const refusal = refusalOf(route.wording, state);
    expectRefusal(await sendSample(route, sampleData, { token }), refusal);
    if (route.access === 'session' && token !== undefined) {
      expectRefusal(await sendSample(route, sampleData, { cookie: token }), refusal);
    }
    expect(await readSnapshot(sampleData)).toEqual(before);
  });
});

describe('a logout of an ended session', () => {
  const logouts = withNames(ROUTES.filter(({ isLogout }) => isLogout));
  const unchanged = INACTIVE.filter((state) => !ACTIVE_SESSION.includes(state));
  it.each(unchanged.flatMap((state) => logouts.map(([name, route]) => [name, state, route] as const)))(
    '%s accepts a token in the state "%s" and changes nothing',
    async (_, state, route) => {
      const { sampleData, token } = await createCaller(state);
      const before = await readSnapshot(sampleData);
      expect((await sendSample(route, sampleData, { token })).status).toBe(200);
      expect(await readSnapshot(sampleData)).toEqual(before);
    },
  );
});

describe('a user who is not an administrator', () => {
  let sampleData: SampleData;
  beforeAll(async () => {
    sampleData = await createSampleData();
    await removeAdminRole(sampleData);
  });

  it.each(routesWithAccess('admin'))(
    '%s returns 403 to a user who is not an administrator, and changes nothing',
    async (_, route) => {
      const before = await readSnapshot(sampleData);
      expectRefusal(await sendSample(route, sampleData, sampleData), notAdministratorRefusal(route.wording));
      expect(await readSnapshot(sampleData)).toEqual(before);
    },
  );
});

describe('the token of another account', () => {
  let owner: SampleData;
  beforeAll(async () => {
    owner = await createSampleData();
  });

  const owned = ROUTES.filter(({ statusForOthers }) => statusForOthers !== undefined);
  it.each(withNames(owned))(
    '%s gives another account no access to the data of the owner, and changes nothing',
    async (_, route) => {
      const other = await createSampleData();
      await removeAdminRole(other);
      const [ownerBefore, otherBefore] = [await readSnapshot(owner), await readSnapshot(other)];
      const refusal = foreignResourceRefusal(route.statusForOthers ?? 404);
      expectRefusal(await sendSample(route, owner, other), refusal);
      if (route.access === 'session')
        expectRefusal(await sendSample(route, owner, { cookie: other.token }), refusal);
      expect(await readSnapshot(owner)).toEqual(ownerBefore);
      expect(await readSnapshot(other)).toEqual(otherBefore);
    },
  );

  const personal = ROUTES.filter(
    ({ access, statusForOthers }) => /bearer|session/.test(access) && statusForOthers === undefined,
  );
  it.each(withNames(personal))('%s neither returns nor changes data of another account', async (_, route) => {
    const other = await createSampleData();
    await removeAdminRole(other);
    const before = await readSnapshot(owner);
    const response = await sendSample(route, other, other);
    expect(response.status).toBe(route.status);
    const text = JSON.stringify(response.body) ?? '';
    for (const value of [owner.id, owner.email, owner.plugId, owner.trashedId])
      expect(text).not.toContain(value);
    expect(await readSnapshot(owner)).toEqual(before);
  });
});
