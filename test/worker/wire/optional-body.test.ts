/**
 * Routes with an optional body accept an empty body, with the Content-Type of JSON and without a Content-Type. They
 * reject a body whose Content-Type is not JSON.
 */
import { expect, it } from 'vitest';
import { signUpBidder } from '../auction/auction.ts';
import { worker } from '../support/bindings.ts';
import { freshAddress, signUp } from '../support/client.ts';

/**
 * Sends an empty body and returns the status. Without headers, the request has no Content-Type, like the request of
 * `curl -X POST`.
 */
async function sendEmptyBody(path: string, token: string, headers: Record<string, string> = {}) {
  const sent = { Authorization: `Bearer ${token}`, 'CF-Connecting-IP': freshAddress(), ...headers };
  const body = new Uint8Array(0);
  const request = new Request(`http://plugs.test${path}`, { method: 'POST', headers: sent, body });
  return (await worker.fetch(request)).status;
}

const ROUTES = ['/api/v1/auth/logout', '/api/v1/auth/sessions/revoke_all', '/auth/logout'];
const TYPE_HEADERS = [{}, { 'Content-Type': 'application/json' }];
const CASES = ROUTES.flatMap((path) => TYPE_HEADERS.map((headers) => [path, headers] as const));

it.each(CASES)('the route %s accepts an empty body with %j', async (path, headers) => {
  const { token } = path.startsWith('/api') ? await signUp() : await signUpBidder();
  expect(await sendEmptyBody(path, token, headers)).toBe(200);
});

it.each(TYPE_HEADERS)('a conversion accepts an empty body with %j', async (headers) => {
  const { token } = await signUp();
  const id = '0199f1a2-7c1e-7000-8000-000000000001';
  // No plug has this id. The response is 404 only if the body was accepted.
  expect(await sendEmptyBody(`/api/v1/plugs/${id}/convert`, token, headers)).toBe(404);
});

it.each(ROUTES)('the route %s rejects a body whose Content-Type is not JSON', async (path) => {
  const { token } = path.startsWith('/api') ? await signUp() : await signUpBidder();
  const headers = {
    Authorization: `Bearer ${token}`,
    'CF-Connecting-IP': freshAddress(),
    'Content-Type': 'text/plain',
  };
  const sent = { method: 'POST', headers, body: '{}' };
  expect((await worker.fetch(new Request(`http://plugs.test${path}`, sent))).status).toBe(415);
});
