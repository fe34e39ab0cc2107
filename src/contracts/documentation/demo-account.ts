/**
 * Adds the demo accounts to the OpenAPI document of a worker in development. The introduction lists the accounts, and
 * the sign-in examples use the first account.
 */
import { DEMO_ADDRESSES, DEMO_PASSWORD } from '../../rules/accounts/demo-accounts.ts';

interface Operation {
  operationId?: string;
  requestBody?: unknown;
}

interface JsonBody {
  content?: { 'application/json'?: { example?: Record<string, unknown> } };
}

/** The field of the request body that identifies the account, by the operation id of each sign-in with a password. */
const IDENTIFIER_FIELDS: Record<string, string> = {
  logIn: 'email',
  obtainTokens: 'username',
  logInAtAuction: 'email',
};

/** A paragraph for the introduction of the document. */
export const DEMO_PARAGRAPH = `**Demo accounts.** This worker runs in development. Unless it was started with \`SEED=none\`, it has the accounts ${DEMO_ADDRESSES.map((email) => `\`${email}\``).join(', ')} with the password \`${DEMO_PASSWORD}\`. The examples of sign-in below use the first account and can be sent unchanged.`;

/**
 * Replaces the credentials in the example of a sign-in route with the credentials of the first demo account. Any other
 * operation is returned unchanged.
 */
export function withDemoCredentials<Each extends Operation>(operation: Each): Each {
  const field = IDENTIFIER_FIELDS[operation.operationId ?? ''];
  const body = operation.requestBody as JsonBody | undefined;
  const json = body?.content?.['application/json'];
  if (!field || !json) return operation;
  const example = { ...json.example, [field]: DEMO_ADDRESSES[0], password: DEMO_PASSWORD };
  const requestBody = { ...body, content: { ...body?.content, 'application/json': { ...json, example } } };
  return { ...operation, requestBody };
}
