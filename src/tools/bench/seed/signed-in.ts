/** Seeded accounts signed in at the product, as the web client and as a device do it. */
import type { Connection } from '../load/connection.ts';
import { type HttpAnswer, headerOf } from '../load/http-answers.ts';
import { addressOf, requestBytes } from '../load/requests.ts';
import { measuredCost } from '../measured-cost.ts';
import { PASSWORD } from './seeded-state.ts';

export interface SignedIn {
  account: number;
  accessToken: string;
}

/** Sends a request that must succeed; what its JSON says. */
export async function ask<Body>(connection: Connection, request: Buffer): Promise<Body> {
  const answer = await connection.exchange(request);
  if (answer.status >= 300) throw new Error(`Answered ${answer.status}: ${answer.body}`);
  return JSON.parse(answer.body.toString()) as Body;
}

/** The request by which an account signs in, always from its own address. */
export function loginRequest(account: number): Buffer {
  const body = { email: `account${account}@bench.test`, password: PASSWORD };
  return requestBytes({ path: '/api/v1/auth/login', address: addressOf(account), body });
}

/** Signs an account in; afterwards it knows its device, and its next login is one like all others. */
export async function signIn(connection: Connection, account: number): Promise<SignedIn> {
  const answer = await connection.exchange(loginRequest(account));
  refuseRehash(answer);
  const { tokens } = JSON.parse(answer.body.toString()) as { tokens: { access_token: string } };
  return { account, accessToken: tokens.access_token };
}

/** A device's session, whose refresh token is a new one each time; resolves with the first. */
export async function beginDeviceSession(connection: Connection, account: number): Promise<string> {
  const body = { username: `account${account}`, password: PASSWORD };
  const request = requestBytes({ path: '/api/v1/auth/token/', address: addressOf(account), body });
  return (await ask<{ refresh: string }>(connection, request)).refresh;
}

/** A seeded hash with other parameters than the product's would be made anew by each first login. */
function refuseRehash(answer: HttpAnswer): void {
  if (answer.status !== 200) throw new Error(`Login was answered ${answer.status}: ${answer.body}`);
  if (measuredCost(headerOf(answer, 'Server-Timing'))?.hashes !== 1)
    throw new Error('PASSWORD_HASH has other parameters than src/crypto/argon2.ts');
}

/** Signs in accounts, one after another. */
export async function signInAll(connection: Connection, accounts: number[]): Promise<SignedIn[]> {
  const signedIn: SignedIn[] = [];
  for (const account of accounts) signedIn.push(await signIn(connection, account));
  return signedIn;
}
