/** The access to every page and form of administrators: by an administrator, by another user, and without a session. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Route } from '../../../contracts/route.ts';
import { ROUTES, samplePath } from '../../../contracts/routes.ts';
import { createSampleData, readSnapshot, type SampleData } from '../../../contracts/sample-data.ts';
import { updateAccount } from '../../support/accounts.ts';
import { bindings } from '../../support/bindings.ts';
import { PASSWORD } from '../../support/client.ts';
import { cookiesOf, type PageUser, readPage, sendForm, signUpOnPage } from '../page-client.ts';
import { signUpAdministrator } from './administrator.ts';

const HOUR_MS = 3_600_000;
const routes = ROUTES.filter(({ access }) => access === 'administration');
const routeCases = routes.map((route) => [`${route.method} ${route.path}`, route] as const);
const formCases = routeCases.filter(([, { form }]) => form);

let sampleData: SampleData;
let administrator: PageUser;
let user: PageUser;
beforeAll(async () => {
  sampleData = await createSampleData();
  administrator = await signUpAdministrator();
  user = await signUpOnPage();
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Reads the page of a route or sends the form of a route. */
function visit(route: Route, cookie: string | undefined, data = sampleData) {
  const path = `/${samplePath(route, data)}`;
  return route.form ? sendForm(path, route.form(data), { cookie }) : readPage(path, { cookie });
}

describe.each(routeCases)('%s', (_, route) => {
  it('the route serves the request of an administrator', async () => {
    const data = route.form ? await createSampleData() : sampleData;
    expect((await visit(route, administrator.cookie, data)).status).toBe(route.status);
  });

  it('without a session, the route leads to the sign-in, reads no storage and changes nothing', async () => {
    const before = await readSnapshot(sampleData);
    const response = await visit(route, undefined);
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([
      route.form ? 401 : 303,
      'no-store',
    ]);
    expect(response.cost).toMatchObject({ trips: 0, objects: 0, kv: 0 });
    const signIn = route.form ? response.body : (response.headers.get('Location') ?? '');
    expect(signIn).toContain('/web/sign-in');
    expect(await readSnapshot(sampleData)).toEqual(before);
  });

  it('the route returns 403 to a user who is not an administrator, and changes nothing', async () => {
    const before = await readSnapshot(sampleData);
    const { status, headers, cost } = await visit(route, user.cookie);
    expect([status, headers.get('Cache-Control')]).toEqual([403, 'no-store']);
    // Only the access check reads D1.
    expect([cost.trips, cost.rowsRead, cost.objects]).toEqual([1, 2, 0]);
    expect(await readSnapshot(sampleData)).toEqual(before);
  });

  it('the route requires a new sign-in 12 hours after the last sign-in', async () => {
    const before = await readSnapshot(sampleData);
    vi.setSystemTime(Date.now() + 12 * HOUR_MS);
    const response = await visit(route, administrator.cookie);
    expect(response.status).toBe(route.form ? 401 : 303);
    const signIn = route.form ? response.body : (response.headers.get('Location') ?? '');
    expect(signIn).toContain('notice=administration-sign-in');
    expect(await readSnapshot(sampleData)).toEqual(before);
  });
});

it('a new sign-in redirects the administrator to the requested page', async () => {
  const { cookie, email } = await signUpAdministrator();
  vi.setSystemTime(Date.now() + 12 * HOUR_MS - 1);
  expect((await readPage('//admin?x=1', { cookie })).status).toBe(200);
  vi.setSystemTime(Date.now() + 1);
  const { headers } = await readPage('//admin?x=1', { cookie });
  const location = headers.get('Location') ?? '';
  expect(new URLSearchParams(location.split('?')[1]).get('next')).toBe('/admin?x=1');
  const shown = await readPage(`/${location}`, { cookie });
  expect([shown.status, shown.body.includes('Sign in again.')]).toEqual([200, true]);
  const signedIn = await sendForm(
    '//web/sign-in',
    { email, password: PASSWORD, next: '/admin?x=1' },
    { cookie },
  );
  expect(signedIn.headers.get('Location')).toBe('/admin?x=1');
  expect((await readPage('//admin?x=1', { cookie: cookiesOf(signedIn) })).status).toBe(200);
});

it('the pages of administrators require a sign-in with the password if the session began with Plex', async () => {
  const { cookie, email } = await signUpAdministrator();
  const sql =
    "UPDATE sessions SET begun_by = 'plex' WHERE owner = (SELECT number FROM users WHERE email = ?)";
  await bindings.DB.prepare(sql).bind(email).run();
  const response = await readPage('//admin', { cookie });
  expect(response.headers.get('Location')).toContain('notice=administration-sign-in');
});

it('the account menu contains "Administration" for an administrator by the configured addresses', async () => {
  const { cookie, email } = await signUpOnPage();
  await updateAccount({ email }, { isVerified: true });
  const variables = { ADMIN_EMAILS: email };
  expect((await readPage('//web', { cookie, variables })).body).toContain('href="/admin"');
  expect((await readPage('//web', { cookie })).body).not.toContain('href="/admin"');
});

it('an unknown path under /admin returns 404 to an administrator, and 403 to another user', async () => {
  const { cookie } = await signUpAdministrator();
  expect((await readPage('//admin/nowhere', { cookie })).status).toBe(404);
  const { cookie: other } = await signUpOnPage();
  expect((await readPage('//admin/nowhere', { cookie: other })).status).toBe(403);
});

it('the path of the overview may end with a slash', async () => {
  const { cookie } = await signUpAdministrator();
  expect((await readPage('//admin/', { cookie })).status).toBe(200);
});

describe('the body of a form', () => {
  it.each(formCases)(
    'the form %s of a user who is not an administrator is rejected before its body is read',
    async (_, route) => {
      const { cookie } = user;
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': '90000000' };
      const path = `/${samplePath(route, sampleData)}`;
      expect((await sendForm(path, { a: 'b' }, { cookie, headers })).status).toBe(403);
    },
  );

  it.each(formCases)('the form %s from another origin is rejected', async (_, route) => {
    const { cookie } = administrator;
    const before = await readSnapshot(sampleData);
    const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    const path = `/${samplePath(route, sampleData)}`;
    expect((await sendForm(path, route.form?.(sampleData) ?? {}, { cookie, headers })).status).toBe(403);
    expect(await readSnapshot(sampleData)).toEqual(before);
  });
});
