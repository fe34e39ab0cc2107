/** Signs in seeded accounts to the product, as a web client and as a device. */
import type { Connection } from '../load/connection.ts';
import { type HttpResponse, headerOf } from '../load/http-responses.ts';
import { addressOf, requestBytes } from '../load/requests.ts';
import { measuredCost } from '../measured-cost.ts';
import { PASSWORD } from './seeded-state.ts';

export interface SignedIn {
  /** The number of the account. */
  account: number;
  accessToken: string;
}

/**
 * Sends a request and resolves with the JSON of its response.
 * @throws Error if the status is 300 or more
 */
export async function sendForJson<Body>(connection: Connection, request: Buffer): Promise<Body> {
  const { status, body } = await connection.exchange(request);
  if (status >= 300) throw new Error(`The response was ${status}: ${body}`);
  return JSON.parse(body.toString()) as Body;
}

/** The login request of an account, with the client address of the account. */
export function loginRequest(account: number): Buffer {
  const body = { email: `account${account}@bench.test`, password: PASSWORD };
  return requestBytes({ path: '/api/v1/auth/login', address: addressOf(account), body });
}

/**
 * Signs an account in. Its device is then known, so later logins do not have the additional cost of a new device.
 * @throws Error if the login fails, or if the seeded hash has outdated parameters
 */
export async function signIn(connection: Connection, account: number): Promise<SignedIn> {
  const response = await connection.exchange(loginRequest(account));
  requireCurrentHashParameters(response);
  const { tokens } = JSON.parse(response.body.toString()) as { tokens: { access_token: string } };
  return { account, accessToken: tokens.access_token };
}

/**
 * Begins a device session and resolves with the first refresh token. The refresh token of a device session changes with
 * each refresh.
 * @throws Error if the login fails
 */
export async function beginDeviceSession(connection: Connection, account: number): Promise<string> {
  const body = { username: `account${account}`, password: PASSWORD };
  const request = requestBytes({ path: '/api/v1/auth/token/', address: addressOf(account), body });
  return (await sendForJson<{ refresh: string }>(connection, request)).refresh;
}

/**
 * Requires that the seeded hash has the current parameters. With other parameters, the first login of each account
 * would also replace the hash and cost more.
 * @throws Error if the login failed or did not compute exactly one hash
 */
function requireCurrentHashParameters(response: HttpResponse): void {
  if (response.status !== 200)
    throw new Error(`The response to the login was ${response.status}: ${response.body}`);
  if (measuredCost(headerOf(response, 'Server-Timing'))?.hashes !== 1)
    throw new Error('The parameters of PASSWORD_HASH differ from src/crypto/argon2.ts');
}

/**
 * Signs in accounts, one after another.
 * @throws Error if a login fails, or if the seeded hash has outdated parameters
 */
export async function signInAll(connection: Connection, accounts: number[]): Promise<SignedIn[]> {
  const signedIn: SignedIn[] = [];
  for (const account of accounts) signedIn.push(await signIn(connection, account));
  return signedIn;
}
