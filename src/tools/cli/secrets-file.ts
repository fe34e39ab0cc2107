/** The secrets of a local worker: fresh ones where there is no `.dev.vars`, and never another word in one that is there. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT } from './tools.ts';

const FILE = join(ROOT, '.dev.vars');
const SECRET_BYTES = 48;

/** Writes `.dev.vars`, readable by its owner alone, where there is none. */
export function writeMissingSecrets(): void {
  if (existsSync(FILE)) return;
  writeFileSync(FILE, freshSecrets(), { mode: 0o600, flag: 'wx' });
  console.log('Wrote .dev.vars with fresh secrets; .dev.vars.example says what else can stand there.');
}

/** The file as it stands. */
export function readSecrets(): { text: string; pepper: string | undefined } {
  const text = readFileSync(FILE, 'utf8');
  return { text, pepper: parseEnv(text).PASSWORD_PEPPER };
}

function freshSecrets(): string {
  const day = new Date().toISOString().slice(0, 10);
  const keys = [{ kid: `local-${day}`, secret: secret() }];
  return `# Made by npm start on ${day} for this machine alone. See .dev.vars.example.
ENVIRONMENT=development
JWT_KEYS='${JSON.stringify(keys)}'
PASSWORD_PEPPER=${secret()}
MAIL_TRANSPORT=outbox
`;
}

function secret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}
