/**
 * The configuration of a local worker. If `.dev.vars` does not exist, it is written with new secrets. An existing file
 * is not changed.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT } from './tools.ts';

const FILE = join(ROOT, '.dev.vars');
const SECRET_BYTES = 48;

/** Writes `.dev.vars` if the file does not exist. Only its owner can read it. */
export function writeMissingSecrets(): void {
  if (existsSync(FILE)) return;
  writeFileSync(FILE, freshSecrets(), { mode: 0o600, flag: 'wx' });
  console.log('Wrote .dev.vars with fresh secrets. All variables are described in docs/configuration.md.');
}

/** The text of `.dev.vars` and its variables. */
export function readSecrets(): { text: string; variables: Record<string, string | undefined> } {
  const text = readFileSync(FILE, 'utf8');
  return { text, variables: parseEnv(text) };
}

function freshSecrets(): string {
  const day = new Date().toISOString().slice(0, 10);
  const keys = [{ kid: `local-${day}`, secret: secret() }];
  return `# Written by npm start on ${day}, for this machine only. See docs/configuration.md.
ENVIRONMENT=development
JWT_KEYS='${JSON.stringify(keys)}'
PASSWORD_PEPPER=${secret()}
MAIL_TRANSPORT=outbox
# For sign-in with the simulated Plex that npm run plex:fake starts:
# PLEX_API_URL=http://127.0.0.1:8010
`;
}

function secret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}
