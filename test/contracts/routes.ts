/** Every route with the access that the route requires, and with a sample request and the status of its response. */

import { passageDraft } from '../worker/reading/reading.ts';
import { NEW_PASSWORD } from '../worker/sessions/device.ts';
import { PASSWORD } from '../worker/support/client.ts';
import { ACCOUNT_PAGES } from './pages/account-pages.ts';
import { ADMINISTRATION_PAGES } from './pages/administration-pages.ts';
import { CONTACT_PAGES } from './pages/contact-pages.ts';
import { type Route, type RouteParts, routesUnder } from './route.ts';
import type { SampleData } from './sample-data.ts';

const plugs = routesUnder('/api/v1', 'plugs');
const reader = routesUnder('/api/v1', 'reader');
const device = routesUnder('/api/v1', 'device');
const media = routesUnder('/api', 'media');
const auction = routesUnder('', 'auction');
const service = routesUnder('', 'service');
const page = routesUnder('', 'page');

const withBody = (body: object): RouteParts => ({ body: () => body });
const credentials: RouteParts = { body: ({ email }) => ({ email, password: PASSWORD }) };
const NAME = { first_name: 'New', last_name: 'Name' };
const CONTACT = { email: 'new@example.com', company: 'Acme', job_title: 'CEO' };

const ACCOUNTS = [
  reader('POST /auth/register', 'public', 201, {
    body: ({ unusedEmail }) => ({ email: unusedEmail, password: PASSWORD }),
  }),
  reader('POST /auth/login', 'public', 200, credentials),
  reader('POST /auth/refresh', 'public', 200, { body: ({ refresh }) => ({ refresh_token: refresh }) }),
  reader('GET /auth/me', 'bearer', 200),
  plugs('POST /auth/send-otp', 'public', 200, { body: ({ email }) => ({ email }) }),
  plugs('POST /auth/reset-password', 'public', 200, { body: ({ email }) => ({ email }) }),
  plugs('POST /auth/verify-otp', 'public', 400, { body: ({ email }) => ({ email, otp_code: '000000' }) }),
  plugs('POST /auth/change-password', 'public', 400, {
    body: ({ email }) => ({ email, new_password: NEW_PASSWORD, token: 'none' }),
  }),
  plugs('POST /auth/verify-email/send', 'bearer', 200),
  plugs('POST /auth/verify-email/confirm', 'public', 400, {
    body: ({ email }) => ({ email, otp_code: '000000' }),
  }),
  plugs('POST /auth/change-email', 'bearer', 200, {
    body: ({ unusedEmail }) => ({ new_email: unusedEmail }),
  }),
  plugs('POST /auth/change-email/confirm', 'bearer', 400, withBody({ otp_code: '000000' })),
  plugs('PUT /auth/timezone', 'bearer', 200, withBody({ timezone: 'America/New_York' })),
  plugs('GET /auth/timezones', 'public', 200),
  device('POST /auth/token', 'public', 200, credentials),
  device('POST /auth/token/refresh', 'public', 200, { body: ({ refresh }) => ({ refresh }) }),
  device('POST /auth/logout', 'public', 200, { body: ({ refresh }) => ({ refresh }) }),
  device('POST /auth/logout/all', 'bearer', 200),
  device('GET /auth/users/me', 'bearer', 200),
  device('GET /auth/sessions', 'bearer', 200),
  device('GET /auth/sessions/:id', 'bearer', 200, { statusForOthers: 404 }),
  device('POST /auth/sessions/revoke_all', 'bearer', 200, withBody({ keep_current: false })),
  device('POST /auth/sessions/:id/revoke', 'bearer', 200, { statusForOthers: 404 }),
  device('GET /auth/events', 'bearer', 200),
  device('POST /telegram/link', 'bearer', 200),
  device('GET /telegram/link', 'bearer', 200),
  device('DELETE /telegram/link', 'bearer', 204),
];

const ADMINISTRATION = [
  device('GET /auth/users', 'admin', 200),
  device('GET /auth/users/:number', 'admin', 200),
  device('PATCH /auth/users/:number', 'admin', 200, withBody({ is_premium: true, role: 'admin' })),
  device('POST /auth/users/:number/restore', 'admin', 200),
  device('POST /admin/users/import', 'admin', 200, {
    body: ({ unusedEmail }) => ({ users: [{ email: unusedEmail }] }),
  }),
  reader('POST /admin/passages', 'admin', 201, withBody(passageDraft())),
  reader('PUT /admin/passages/:id', 'admin', 200, withBody({ title: 'Another title' })),
  reader('DELETE /admin/passages/:id', 'admin', 204),
];

const PLUGS = [
  plugs('GET /plugs', 'bearer', 200),
  plugs('GET /plugs/search?q=owned', 'bearer', 200),
  plugs('GET /plugs/stats', 'bearer', 200),
  plugs('POST /plugs', 'bearer', 201, withBody(NAME)),
  plugs('POST /plugs/import', 'bearer', 200, { body: ({ unusedEmail }) => [{ email: unusedEmail }] }),
  plugs('GET /plugs/export?format=csv', 'bearer', 200),
  plugs('GET /plugs/imports', 'bearer', 200),
  plugs('POST /plugs/imports/:id/undo', 'bearer', 200, { statusForOthers: 404 }),
  plugs('PUT /plugs/by', 'bearer', 201, {
    body: ({ unusedEmail }) => ({ match: { email: unusedEmail }, ...NAME }),
  }),
  plugs('PUT /plugs/by/:key/:value', 'bearer', 201, withBody({ notes: 'changed' })),
  plugs('POST /plugs/bulk', 'bearer', 200, {
    body: ({ plugId }) => ({ ids: [plugId], action: 'tag', values: { tags: ['new'] } }),
  }),
  plugs('GET /plugs/duplicates', 'bearer', 200),
  plugs('POST /plugs/duplicates/dismiss', 'bearer', 204, {
    statusForOthers: 404,
    body: ({ plugId, importedPlugId }) => ({ ids: [plugId, importedPlugId] }),
  }),
  plugs('POST /plugs/merge', 'bearer', 200, {
    body: ({ plugId, winnerId }) => ({ winner_id: plugId, loser_ids: [winnerId] }),
  }),
  plugs('GET /plugs/merges', 'bearer', 200),
  plugs('POST /plugs/merges/:merge_id/undo', 'bearer', 200, { statusForOthers: 404 }),
  plugs('GET /plugs/:id', 'bearer', 200, { statusForOthers: 404 }),
  plugs('PUT /plugs/:id', 'bearer', 200, { statusForOthers: 404, ...withBody({ notes: 'changed' }) }),
  plugs('DELETE /plugs/:id', 'bearer', 204, { statusForOthers: 404 }),
  plugs('GET /plugs/:id/vcard', 'bearer', 200, { statusForOthers: 404 }),
  plugs('GET /plugs/:id/qr.svg', 'bearer', 200, { statusForOthers: 404 }),
  plugs('POST /plugs/:id/restore', 'bearer', 200, { statusForOthers: 404 }),
  plugs('GET /plugs/:id/history', 'bearer', 200, { statusForOthers: 404 }),
  plugs('POST /plugs/history/:id/undo', 'bearer', 200, { statusForOthers: 404 }),
  plugs('POST /plugs/:id/convert', 'bearer', 200, { statusForOthers: 404, ...withBody(CONTACT) }),
];

const PASSAGES = [
  reader('GET /passages', 'optional', 200),
  reader('GET /passages/:id', 'optional', 200),
  reader('GET /progress', 'bearer', 200),
  reader('GET /progress/passages/:id', 'bearer', 200),
  reader(
    'POST /progress/passages/:id/submit',
    'bearer',
    200,
    withBody({ answers: [], time_spent_seconds: 1 }),
  ),
];

const MEDIA = [
  media('POST /auth/plex/login', 'public', 400, withBody({ plexToken: '' })),
  media('POST /auth/plex/pin', 'public', null),
  media('GET /auth/plex/pin/:id', 'public', 404),
  media('POST /auth/refresh', 'public', 200, { body: ({ refresh }) => ({ refreshToken: refresh }) }),
  media('POST /auth/logout', 'session', 200, { isLogout: true }),
  media('GET /auth/me', 'session', 200),
  media('PUT /auth/me', 'session', 200, withBody({ preferences: { theme: 'dark' } })),
  media('DELETE /auth/me', 'session', 200, withBody({ confirmation: 'DELETE_MY_ACCOUNT' })),
  media('GET /admin/users', 'admin', 200),
];

const AUCTION = [
  auction('POST /auth/signup', 'public', 200, {
    body: ({ unusedEmail }) => ({ name: 'Ada Lovelace', email: unusedEmail, password: PASSWORD }),
  }),
  auction('POST /auth/login', 'public', 200, credentials),
  auction('GET /auth/me?user_id=:number', 'session', 200, { statusForOthers: 403 }),
  auction('PATCH /auth/profile', 'session', 200, {
    statusForOthers: 403,
    body: ({ number }) => ({ user_id: number, city: 'Rome' }),
  }),
  auction('POST /auth/change-password', 'session', 200, {
    statusForOthers: 403,
    body: ({ number }) => ({ user_id: number, current_password: PASSWORD, new_password: NEW_PASSWORD }),
  }),
  auction('POST /auth/logout', 'session', 200, { isLogout: true }),
];

const SERVICE = [
  service('GET /healthz', 'public', 200),
  service('GET /readyz', 'public', 200),
  service('GET /.well-known/jwks.json', 'public', 200),
  service('GET /dev/mail', 'public', 200),
  service('GET /api/v1/schema', 'public', 200),
  service('GET /api/v1/schema/swagger-ui', 'public', 200),
  service('GET /api/v1/schema/redoc', 'public', 200),
  service('GET /docs', 'public', 302),
  // The sample request does not contain the secret of the webhook.
  service('POST /telegram/webhook', 'public', 401, withBody({ update_id: 1 })),
  page('GET /account/revert/:token', 'public', 404),
  page('POST /account/revert/:token', 'public', 404),
  page('GET /account/invitation/:token', 'public', 404),
  page('POST /account/invitation/:token', 'public', 404),
];

const PAGES = [
  page('GET /', 'public', 200),
  page('GET /web/sign-in', 'public', 200),
  page('POST /web/sign-in', 'public', 303, { form: ({ email }) => ({ email, password: PASSWORD }) }),
  page('POST /web/sign-out', 'public', 303, { form: () => ({}) }),
  page('GET /web/sign-up', 'public', 200),
  page('POST /web/sign-up', 'public', 303, {
    form: ({ unusedEmail: email }) => ({ email, password: PASSWORD }),
  }),
  page('GET /web/reset', 'public', 200),
  page('POST /web/reset', 'public', 303, { form: ({ email }) => ({ email }) }),
  page('GET /web/reset/code', 'public', 303),
  page('POST /web/reset/code', 'public', 303, { form: () => ({ otp_code: '000000' }) }),
  page('POST /web/reset/again', 'public', 303, { form: () => ({}) }),
  page('GET /web/reset/password', 'public', 303),
  page('POST /web/reset/password', 'public', 303, { form: () => ({ new_password: NEW_PASSWORD }) }),
  // Plex is not configured in these tests.
  page('POST /web/plex', 'public', 404, { form: () => ({}) }),
  page('GET /web/plex', 'public', 404),
  page('POST /web/plex/continue', 'public', 404, { form: () => ({}) }),
  page('GET /web', 'page', 200),
  page('GET /web/account', 'page', 200),
  page('POST /web/account', 'page', 303, {
    form: () => ({ first_name: 'New', last_name: 'Name', time_zone: 'Europe/Rome' }),
  }),
  ...[...ACCOUNT_PAGES, ...CONTACT_PAGES].map(({ route, status, form }) =>
    page(route, 'page', status, form ? { form: () => form } : {}),
  ),
  page('GET /web/account/telegram', 'page', 200),
  page('POST /web/account/telegram', 'page', 200, { form: () => ({}) }),
  page('POST /web/account/telegram/end', 'page', 303, { form: () => ({}) }),
  page('GET /dev/components', 'public', 200),
  page('POST /dev/components', 'public', 303, { form: () => ({}) }),
];

export const ROUTES: Route[] = [
  ...ACCOUNTS,
  ...ADMINISTRATION,
  ...PLUGS,
  ...PASSAGES,
  ...MEDIA,
  ...AUCTION,
  ...SERVICE,
  ...PAGES,
  ...ADMINISTRATION_PAGES,
];

/** The method and the path of a route in the notation of Hono, without the query of the sample request. */
export const nameOf = ({ method, path }: Route): string => `${method} ${path.split('?', 1)[0]}`;

/**
 * The path of the sample request. The parameters of the path are replaced by values of `sampleData`. If no value
 * matches, `:id` becomes `no-such-id`. The parameter `:token` is not replaced.
 */
export function samplePath({ path }: Route, sampleData: SampleData): string {
  const idValue = () => {
    if (path.includes('/imports/')) return sampleData.importId;
    if (path.includes('/history/')) return sampleData.revisionId;
    if (path.includes('/plugs/')) return path.endsWith('/restore') ? sampleData.trashedId : sampleData.plugId;
    if (path.includes('/sessions/')) return String(sampleData.sessionId);
    return path.includes('/passages/') ? sampleData.passageId : 'no-such-id';
  };
  const numberValue = () => {
    if (!/\/(?:users|accounts)\//.test(path)) return sampleData.number;
    return path.endsWith('/restore') ? sampleData.deletedNumber : sampleData.subjectNumber;
  };
  return path
    .replace(':id', idValue)
    .replace(':merge_id', () => sampleData.mergeId)
    .replace(':number', () => String(numberValue()))
    .replace(':key/:value', () => `email/${sampleData.unusedEmail}`);
}
