/**
 * `npm run telegram:setup -- --url <origin>`: registers the webhook and the commands of a bot at Telegram, and prints
 * the three values to configure. The token is read from `TELEGRAM_BOT_TOKEN` or from standard input. The secret of the
 * webhook is `TELEGRAM_WEBHOOK_SECRET` or a new random value. `TELEGRAM_API_URL` replaces the URL of the Bot API.
 */
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { BOT_COMMANDS } from '../../../rules/telegram/commands.ts';
import { exitWithError } from '../tools.ts';

const USAGE =
  'Usage: npm run telegram:setup -- --url <https origin of the deployment>\nThe token from @BotFather is read from TELEGRAM_BOT_TOKEN, or you can type it.';
const DEFAULT_API = 'https://api.telegram.org';
const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'];
const SECRET_BYTES = 32;

const { values } = parseArgs({ options: { url: { type: 'string' } } });
const { url: publicUrl = '' } = values;
const { TELEGRAM_API_URL: apiUrl = DEFAULT_API } = process.env;
if (!URL.canParse(publicUrl) || (apiUrl === DEFAULT_API && !publicUrl.startsWith('https://')))
  exitWithError(USAGE);
const token = process.env.TELEGRAM_BOT_TOKEN ?? (await readTypedToken());
if (!/^\d+:[\w-]{20,}$/.test(token))
  exitWithError('This is not the token of a bot. @BotFather shows the token.');
const secret = process.env.TELEGRAM_WEBHOOK_SECRET ?? randomBytes(SECRET_BYTES).toString('base64url');

const info = await call('getMe', {});
await call('setWebhook', {
  url: new URL('/telegram/webhook', publicUrl).href,
  secret_token: secret,
  allowed_updates: ALLOWED_UPDATES,
});
await call('setMyCommands', { commands: BOT_COMMANDS });
console.log(`The webhook and ${BOT_COMMANDS.length} commands are registered. The worker needs all three values at the same time. Save
these lines in a file, run "npx wrangler secret bulk FILE", and delete the file. For a local worker, add the lines to
.dev.vars.

TELEGRAM_BOT_TOKEN=${token}
TELEGRAM_WEBHOOK_SECRET=${secret}
TELEGRAM_BOT_INFO='${quotableJson(info)}'`);

/** JSON without apostrophes, which would end the value in the file: the name of a bot can contain them. */
function quotableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("'", '\\u0027');
}

/**
 * Calls a method of the Bot API and returns its result. Exits the program if the call fails. The error messages do not
 * contain the URL, because the token is part of the URL.
 */
async function call(method: string, payload: object): Promise<unknown> {
  try {
    const response = await fetch(`${apiUrl}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(payload),
    });
    const body = (await response.json()) as { ok: boolean; result?: unknown; description?: string };
    if (body.ok) return body.result;
    return exitWithError(`Telegram refused ${method}: ${body.description}`);
  } catch {
    return exitWithError(`Telegram sent no valid response to ${method}.`);
  }
}

async function readTypedToken(): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const line = await terminal.question('Token of the bot: ');
  terminal.close();
  return line.trim();
}
