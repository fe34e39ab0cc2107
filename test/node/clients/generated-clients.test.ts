/** Clients that are generated from the OpenAPI document compile with `--strict` and work with the worker. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACCOUNT, type Site, startSite } from '../documentation/site.ts';
import { findTypeErrors, type GeneratedClients, generateClients } from './generate-clients.ts';

const PROGRAM = 'manage-plugs.ts';
let site: Site;
let clients: GeneratedClients;

beforeAll(async () => {
  site = await startSite();
  clients = await generateClients(await (await site.get('/api/v1/schema/')).json(), PROGRAM);
}, 60_000);

afterAll(async () => {
  clients?.[Symbol.dispose]();
  await site?.[Symbol.asyncDispose]();
});

it('the generated clients compile with strict types', { timeout: 60_000 }, async () => {
  expect(await findTypeErrors(clients.folder, PROGRAM)).toBe('');
});

it('the generated clients register, log in, manage a plug, refresh and log out', {
  timeout: 30_000,
}, async () => {
  const { managePlugs } = await import(/* @vite-ignore */ join(clients.folder, PROGRAM));
  expect(await managePlugs(site.origin, ACCOUNT)).toEqual({
    email: ACCOUNT.email,
    plug: {
      isInvalidAccepted: false,
      foundNames: ['Grace Hopper'],
      notes: 'Met in Arlington',
      outdatedUpdate: [412, 'PRECONDITION_FAILED'],
      deleteStatus: 204,
      isRestored: true,
    },
    logoutStatus: 200,
    readAfterLogout: [401, 'UNAUTHORIZED'],
  });
});
