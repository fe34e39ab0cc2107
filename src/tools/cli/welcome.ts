/** The text that `npm start` prints when the worker is ready. */
import { DEMO_PASSWORD } from '../../rules/accounts/demo-accounts.ts';
import { DEMO_ACCOUNTS } from '../demo/accounts.ts';
import { FAKE_URL } from './telegram/fake-values.ts';

/**
 * Returns the addresses to open. If the demo data was written (`isSeeded`), the text also contains the demo accounts
 * and commands to try. Otherwise, the text contains the request that creates an account.
 */
export function welcomeText(address: string, isSeeded: boolean): string {
  return [
    `\nPlugs is running at ${address}   (Ctrl-C stops it)`,
    `  ${address}/          start page, with links to everything that runs`,
    `  ${address}/docs      API documentation, with requests to try`,
    `  ${address}/dev/mail  e-mails that the worker has sent`,
    '  To chat with the Telegram bot without a token, run this in another terminal: npm run telegram:fake',
    `  ${FAKE_URL}  chat with the bot in a browser`,
    ...(isSeeded ? demoLines(address) : [noDemoLine(address)]),
    '',
  ].join('\n');
}

function demoLines(address: string): string[] {
  const api = `${address}/api/v1`;
  const [{ email }] = DEMO_ACCOUNTS;
  const credentials = JSON.stringify({ email, password: DEMO_PASSWORD });
  return [
    `\nDemo accounts, password ${DEMO_PASSWORD}`,
    ...DEMO_ACCOUNTS.map((account) => `  ${account.email.padEnd(20)} ${account.description}`),
    '\nThree things to try:',
    '  1. Sign in and store the token:',
    `     TOKEN=$(curl -s ${api}/auth/login -H 'Content-Type: application/json' \\`,
    `       -d '${credentials}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    '  2. List plugs and search them:',
    `     curl -s '${api}/plugs/?limit=3' -H "Authorization: Bearer $TOKEN"`,
    `     curl -s '${api}/plugs/search?q=derm&limit=3' -H "Authorization: Bearer $TOKEN"`,
    '  3. Request a code, then read the e-mail:',
    `     curl -s ${api}/auth/send-otp -H 'Content-Type: application/json' -d '${JSON.stringify({ email })}'`,
    `     ${address}/dev/mail`,
  ];
}

function noDemoLine(address: string): string {
  return `\nNo demo data was written (SEED=none). Create an account: POST ${address}/api/v1/auth/register {"email", "password"}.`;
}
