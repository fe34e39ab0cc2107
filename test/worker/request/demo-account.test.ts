/** The OpenAPI document names the demo accounts in development, but not in the test environment. */
import { expect, it } from 'vitest';
import { DEMO_ADDRESSES, DEMO_PASSWORD } from '../../../src/rules/accounts/demo-accounts.ts';
import { call } from '../support/client.ts';

const SIGN_INS = [
  ['/api/v1/auth/login', 'email'],
  ['/api/v1/auth/token', 'username'],
  ['/auth/login', 'email'],
] as const;

/** Reads the OpenAPI document of a worker with some variables replaced. */
async function readDocument(variables?: Record<string, string>) {
  const { body } = await call('/schema/', {
    headers: { Accept: 'application/json' },
    ...(variables && { variables }),
  });
  return body;
}

/** The example of the request body of a route. The path in the document may end with a slash. */
const exampleOf = (body: { paths: object }, path: string) =>
  Object.entries(body.paths).find(([each]) => each.replace(/\/$/, '') === path)?.[1].post.requestBody.content[
    'application/json'
  ].example;

it('the OpenAPI document in development names the demo accounts, and the examples of sign-ins use one of these accounts', async () => {
  const body = await readDocument({ ENVIRONMENT: 'development' });
  for (const email of DEMO_ADDRESSES) expect(body.info.description).toContain(email);
  for (const [path, field] of SIGN_INS) {
    expect(exampleOf(body, path)).toMatchObject({ [field]: DEMO_ADDRESSES[0], password: DEMO_PASSWORD });
  }
});

it('the OpenAPI document in the test environment does not name the demo accounts', async () => {
  const text = JSON.stringify(await readDocument());
  expect(text).not.toContain(DEMO_PASSWORD);
  for (const email of DEMO_ADDRESSES) expect(text).not.toContain(email);
});
