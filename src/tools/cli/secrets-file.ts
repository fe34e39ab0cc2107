/**
 * The configuration file of a local worker, `.dev.vars`, with its secrets.
 */
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { telegramLines } from './telegram/fake-values.ts';
import { ROOT } from './tools.ts';

const FILE = join(ROOT, '.dev.vars');
const SECRET_BYTES = 48;

/**
 * Writes `.dev.vars` with new secrets if the file does not exist. Only the owner of a new file can read it. Adds the
 * values of the simulated Telegram bot to an existing file that has no values of a bot.
 */
export function writeMissingSecrets(file = FILE): void {
  if (!existsSync(file)) {
    writeFileSync(file, newSecretsText(), { mode: 0o600, flag: 'wx' });
    console.log('Wrote .dev.vars with new secrets. All variables are described in docs/configuration.md.');
  } else if (!hasTelegramValues(readFileSync(file, 'utf8'))) {
    appendFileSync(file, `\n${telegramLines(randomSecret())}`);
    console.log('Added the values of the Telegram bot to .dev.vars.');
  }
}

/** Whether a file has values of a bot. They can be the values of a real bot, so they are not replaced. */
function hasTelegramValues(text: string): boolean {
  return Object.keys(parseEnv(text)).some((name) => name.startsWith('TELEGRAM_'));
}

/** Reads the text of `.dev.vars` and its variables. The file must exist. */
export function readDevVars(): { text: string; variables: Record<string, string | undefined> } {
  const text = readFileSync(FILE, 'utf8');
  return { text, variables: parseEnv(text) };
}

function newSecretsText(): string {
  const day = new Date().toISOString().slice(0, 10);
  const keys = [{ kid: `local-${day}`, secret: randomSecret() }];
  return `# Written by npm start on ${day}, for this machine only. See docs/configuration.md.
ENVIRONMENT=development
JWT_KEYS='${JSON.stringify(keys)}'
PASSWORD_PEPPER=${randomSecret()}
MAIL_TRANSPORT=outbox
# For sign-in with the simulated Plex that npm run plex:fake starts:
# PLEX_API_URL=http://127.0.0.1:8010
${telegramLines(randomSecret())}`;
}

function randomSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}
