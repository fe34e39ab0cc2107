/** What `npm start` says once the worker answers. */
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../demo/accounts.ts';

/** The address, the demo accounts and three things to try. */
export function welcome(address: string, isSeeded: boolean): string {
  return [
    `\nReady: ${address}   (Ctrl-C stops it)`,
    `The API, to read and to try out: ${address}/docs`,
    ...(isSeeded ? demo(address) : [empty(address)]),
    '',
  ].join('\n');
}

function demo(address: string): string[] {
  const api = `${address}/api/v1`;
  const credentials = JSON.stringify({ email: DEMO_ACCOUNTS[0].email, password: DEMO_PASSWORD });
  return [
    `\nDemo accounts, password ${DEMO_PASSWORD}`,
    ...DEMO_ACCOUNTS.map(({ email, what }) => `  ${email.padEnd(20)} ${what}`),
    '\nThree things to try:',
    '  1. Sign in, and keep the token:',
    `     TOKEN=$(curl -s ${api}/auth/login -H 'Content-Type: application/json' \\`,
    `       -d '${credentials}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    '  2. List the plugs, or search them:',
    `     curl -s '${api}/plugs/?limit=3' -H "Authorization: Bearer $TOKEN"`,
    `     curl -s '${api}/plugs/search?q=derm&limit=3' -H "Authorization: Bearer $TOKEN"`,
    '  3. Ask for a code, then read the letter:',
    `     curl -s ${api}/auth/send-otp -H 'Content-Type: application/json' -d '{"email":"${DEMO_ACCOUNTS[0].email}"}'`,
    `     ${address}/dev/mail`,
  ];
}

function empty(address: string): string {
  return `\nNo demo (SEED=none). Begin with POST ${address}/api/v1/auth/register {"email", "password"}.`;
}
