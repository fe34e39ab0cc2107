/** Worlds for requests that use up what they are asked for: each finds anew what the one before it took. */

import { draft } from '../worker/reading/reading.ts';
import { NEW_PASSWORD } from '../worker/sessions/device.ts';
import { updateAccount } from '../worker/support/accounts.ts';
import { type Answer, call, freshEmail, mailedCode } from '../worker/support/client.ts';
import { START } from '../worker/support/golden.ts';
import { newWorld, type World } from './world.ts';

/** What ends sessions, changes the password or is asked for too seldom needs a new account each time. */
const FAREWELLS = /logOut|deleteMedia|revoke|refresh|rotate|resetPassword|verifyReset|changeAuctionPassword/i;
/** The token of the one whom the Plex of these tests knows. */
export const KNOWN_TO_PLEX = 'known-to-plex';

/** What is served, where it is not what the route's sample says. */
export interface Served {
  world: World;
  body?: object;
  path?: string;
}

/** By operation: what the request before has used up, or what the sample has to be refused for. */
const RENEWALS: Record<
  string,
  (world: World) => Promise<Omit<Served, 'world'> & { world?: Partial<World> }>
> = {
  register: freshAddress,
  signUpAtAuction: freshAddress,
  importAccounts: freshAddress,
  createPlug: async () => ({ body: { last_name: freshEmail() } }),
  deletePlug: async (world) => ({ world: { plugId: await newPlug(world) } }),
  convertPlug: async (world) => ({
    world: { plugId: await newPlug(world) },
    body: { email: freshEmail('contact') },
  }),
  restorePlug: async ({ trashedId, token }) => {
    await call(`/plugs/${trashedId}`, { method: 'DELETE', token });
    return {};
  },
  deletePassage: async ({ token }) => {
    const { body } = await call('/admin/passages', { token, body: draft() });
    return { world: { passageId: body.id } };
  },
  restoreAccount: async ({ deletedNumber }) => {
    await updateAccount({ number: deletedNumber }, { deletedAtMs: START });
    return {};
  },
  verifyResetCode: async ({ email }) => ({ body: { otp_code: await sentCode(email) } }),
  resetPassword: async ({ email }) => {
    const { body } = await call('/auth/verify-otp', { body: { email, otp_code: await sentCode(email) } });
    return { body: { token: body.token, new_password: NEW_PASSWORD } };
  },
  logInToMediaWithPlex: async () => ({ body: { plexToken: KNOWN_TO_PLEX } }),
  pollMediaPin: async () => {
    const { body } = await call('//api/auth/plex/pin', { method: 'POST' });
    return { path: `/api/auth/plex/pin/${body.data.id}` };
  },
};

/** Whether each request needs an account of its own, so that there are fewer. */
export function isFarewell(operationId: string): boolean {
  return FAREWELLS.test(operationId);
}

/** What the next request of an operation is asked of. */
export async function served(operationId: string, shared: World): Promise<Served> {
  const whole = isFarewell(operationId) ? await newWorld() : shared;
  const { world, ...rest } = (await RENEWALS[operationId]?.(whole)) ?? {};
  return { world: { ...whole, ...world }, ...rest };
}

async function freshAddress() {
  return { world: { fresh: freshEmail('fresh') } };
}

async function newPlug({ token }: World): Promise<string> {
  const made: Answer = await call('/plugs/', { token, body: { first_name: 'New', last_name: freshEmail() } });
  return made.body.id;
}

async function sentCode(email: string): Promise<string> {
  await call('/auth/send-otp', { body: { email } });
  return mailedCode(email);
}
