/**
 * `npm run telegram:fake [-- --webhook <url>] [--port <port>]`: a simulated Telegram with two users and a group.
 * Developers can try the bot in a browser, without a token and offline. The updates are sent to the webhook of
 * `npm start` unless `--webhook` names another URL.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_PORT } from '../cli/local-address.ts';
import { readDevVars, writeMissingSecrets } from '../cli/secrets-file.ts';
import { FAKE_PORT, FAKE_TOKEN } from '../cli/telegram/fake-values.ts';
import { startTelegram } from './telegram-server.ts';

const { values } = parseArgs({
  options: {
    webhook: { type: 'string', default: `http://localhost:${DEFAULT_PORT}/telegram/webhook` },
    port: { type: 'string', default: String(FAKE_PORT) },
  },
});
writeMissingSecrets();
const { TELEGRAM_BOT_TOKEN: token = FAKE_TOKEN, TELEGRAM_WEBHOOK_SECRET: secret } = readDevVars().variables;

try {
  if (token !== FAKE_TOKEN || !secret) {
    throw new Error(
      '.dev.vars does not configure the simulated bot. Remove all TELEGRAM_ lines from .dev.vars, then run npm start.',
    );
  }
  const { url, simulation } = await startTelegram({ port: Number(values.port) });
  simulation.delivery.webhook = { url: values.webhook, secret, allowedUpdates: [] };
  console.log(instructions(url, values.webhook));
} catch (error) {
  console.error(`The simulated Telegram did not start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

function instructions(url: string, webhook: string): string {
  return [
    `A simulated Telegram is running at ${url}   (Ctrl-C stops it)`,
    `  It sends updates to ${webhook}. For the default URL, run npm start in another terminal.`,
    '\nTo try the bot:',
    `  1. Sign in at ${new URL(webhook).origin}/web/ and create a link code on the account page.`,
    `  2. Send /link CODE on ${url}, and press "Yes, link".`,
    '  3. Send a contact: Maya Okonjo, Brightwell Robotics, Product Manager, maya@example.com',
    '',
  ].join('\n');
}
