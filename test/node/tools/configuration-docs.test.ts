/**
 * `.dev.vars.example` and `docs/configuration.md` list exactly the variables that the code reads. The page states every
 * default, and the example file states some of them.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../../src/core/request/configuration.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const JWT_KEYS = JSON.stringify([{ kid: 'k', secret: 's'.repeat(32) }]);
const NAMES = Object.keys(configurationSchema.shape).sort();
const exampleFile = readFileSync(resolve(ROOT, '.dev.vars.example'), 'utf8');
const documentationPage = readFileSync(resolve(ROOT, 'docs/configuration.md'), 'utf8');

/** The values that the code uses when only the required variables are set. */
const defaults: Record<string, unknown> = {
  ...configurationSchema.parse({ JWT_KEYS, ENVIRONMENT: 'development' }),
  ENVIRONMENT: configurationSchema.shape.ENVIRONMENT.parse(undefined),
};
const { LIMITS, LIFETIMES } = configurationSchema.parse({ JWT_KEYS, ENVIRONMENT: 'development' });

describe('.dev.vars.example', () => {
  const names = [...exampleFile.matchAll(/^(?:# )?([A-Z][A-Z_]*)=/gm)].map(([, name]) => name);
  const values = parseEnv(exampleFile.replace(/^# (?=[A-Z][A-Z_]*=)/gm, ''));

  it('.dev.vars.example shows every variable once', () => {
    expect(names.sort()).toEqual(NAMES);
  });

  it('.dev.vars.example shows the defaults of LIMITS and LIFETIMES', () => {
    expect(JSON.parse(values.LIMITS ?? '')).toEqual(LIMITS);
    expect(JSON.parse(values.LIFETIMES ?? '')).toEqual(LIFETIMES);
  });

  it.each([
    'JWT_ISSUER',
    'JWT_AUDIENCE',
    'MAIL_FROM',
    'PLEX_API_URL',
    'PLEX_CLIENT_IDENTIFIER',
    'TELEGRAM_API_URL',
  ])('.dev.vars.example shows the default of %s', (name) => {
    expect(values[name]).toBe(defaults[name]);
  });

  // The example of JWT_PRIVATE_JWK is not checked, because it contains no complete key.
  it('.dev.vars.example has an invalid value for JWT_KEYS, PASSWORD_PEPPER and TELEGRAM_WEBHOOK_SECRET only', () => {
    const { success, error } = configurationSchema.safeParse({ ...values, JWT_PRIVATE_JWK: undefined });
    expect([success, error?.issues.map(({ path }) => path.join('.'))]).toEqual([
      false,
      ['JWT_KEYS.0.secret', 'PASSWORD_PEPPER', 'TELEGRAM_WEBHOOK_SECRET'],
    ]);
  });
});

describe('docs/configuration.md', () => {
  it('docs/configuration.md describes every variable once, with its default', () => {
    const rows = tableUnder('Variables');
    expect(Object.keys(rows).sort()).toEqual(NAMES);
    for (const name of NAMES) expect([name, rows[name]]).toEqual([name, expectedDefault(name)]);
  });

  it.each([
    ['Limits', LIMITS],
    ['Lifetimes', LIFETIMES],
  ])('docs/configuration.md describes every entry of %s, with its default', (heading, entries) => {
    const expectedRows = Object.entries(entries).map(([name, value]) => [
      name,
      `\`${JSON.stringify(value)}\``,
    ]);
    expect(tableUnder(heading)).toEqual(Object.fromEntries(expectedRows));
  });
});

/** Reads the name and the default in each row of the table under a heading. Fails the test for a duplicate name. */
function tableUnder(heading: string): Record<string, string> {
  const section = documentationPage.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `(\w+)` \| .+ \| (.+) \|$/gm)];
  const entries = rows.map(([, name = '', value = '']) => [name, value] as const);
  expect(new Set(entries.map(([name]) => name)).size).toBe(entries.length);
  return Object.fromEntries(entries);
}

/** The text that the table must contain as the default of a variable. */
function expectedDefault(name: string): string {
  const exceptions: Record<string, string> = {
    JWT_KEYS: 'required',
    PUBLIC_URL: 'required in production',
    SMTP_URL: 'required for `smtp`',
    LIMITS: '`{}`',
    LIFETIMES: '`{}`',
  };
  const value = defaults[name];
  return exceptions[name] ?? (value === undefined || value === '' ? 'none' : `\`${value}\``);
}
