/**
 * A program that uses the generated clients, as a developer would write it. The imported clients exist only after
 * generate-clients.ts has generated them. Therefore the test compiles this file, and the `tsc` of the project excludes
 * it.
 */
import createClient from 'openapi-fetch';
import type { paths } from './plugs-api.d.ts';
import {
  zCreatePlugBody,
  zCreatePlugResponse,
  zLogInResponse,
  zRegisterBody,
  zRegisterResponse,
  zSearchPlugsResponse,
  zUpdatePlugResponse,
} from './schemas/zod.gen.ts';

export interface Credentials {
  email: string;
  password: string;
}

/**
 * Registers an account, logs in, creates, finds, changes, deletes and restores a plug, refreshes the session and logs
 * out. Returns the results.
 * @throws Error if a request fails that must succeed
 */
export async function managePlugs(baseUrl: string, credentials: Credentials) {
  const api = createClient<paths>({ baseUrl });
  const registered = await api.POST('/api/v1/auth/register', { body: zRegisterBody.parse(credentials) });
  const { user } = zRegisterResponse.parse(requiredData(registered));
  const loggedIn = requiredData(await api.POST('/api/v1/auth/login', { body: credentials }));
  zLogInResponse.parse(loggedIn);
  const { access_token, refresh_token } = loggedIn.tokens;
  const plug = await changeOnePlug(baseUrl, access_token);
  const refreshed = requiredData(await api.POST('/api/v1/auth/refresh', { body: { refresh_token } }));
  if (!('refresh_token' in refreshed)) throw new Error('a pair of tokens was expected');
  const headers = bearer(refreshed.access_token);
  const loggedOut = await api.POST('/api/v1/auth/logout', { headers, body: {} });
  const readAfterLogout = await api.GET('/api/v1/auth/me', { headers });
  return {
    email: user.email,
    plug,
    logoutStatus: loggedOut.response.status,
    readAfterLogout: [readAfterLogout.response.status, readAfterLogout.error?.error.code],
  };
}

async function changeOnePlug(baseUrl: string, accessToken: string) {
  const api = createClient<paths>({ baseUrl, headers: bearer(accessToken) });
  const body = zCreatePlugBody.parse({ first_name: 'Grace', last_name: 'Hopper', company: 'Acme' });
  const invalid = zCreatePlugBody.safeParse({ first_name: '', last_name: 'Hopper' });
  const created = await api.POST('/api/v1/plugs', { body });
  const { id } = zCreatePlugResponse.parse(requiredData(created));
  const search = await api.GET('/api/v1/plugs/search', { params: { query: { q: 'opper' } } });
  const found = zSearchPlugsResponse.parse(requiredData(search));
  const etag = created.response.headers.get('ETag') ?? '';
  const path = { id };
  const update = (notes: string) =>
    api.PUT('/api/v1/plugs/{id}', { params: { path, header: { 'If-Match': etag } }, body: { notes } });
  const updated = zUpdatePlugResponse.parse(requiredData(await update('Met in Arlington')));
  const outdatedUpdate = await update('Met in New York');
  const deleted = await api.DELETE('/api/v1/plugs/{id}', { params: { path } });
  const restored = await api.POST('/api/v1/plugs/{id}/restore', { params: { path } });
  return {
    isInvalidAccepted: invalid.success,
    foundNames: found.items.map((item) => item.full_name),
    notes: updated.notes,
    outdatedUpdate: [outdatedUpdate.response.status, outdatedUpdate.error?.error.code],
    deleteStatus: deleted.response.status,
    isRestored: restored.data?.id === id,
  };
}

function bearer(token: string) {
  return { Authorization: `Bearer ${token}` };
}

/** Returns the data of a response, or throws an error if the response has no data. */
function requiredData<Data>({ data, response }: { data?: Data; response: Response }): NonNullable<Data> {
  if (data === undefined || data === null) throw new Error(`${response.url}: ${response.status}`);
  return data;
}
