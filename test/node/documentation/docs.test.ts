/**
 * README.md and docs/ refer only to files, headings, npm scripts, variables and error codes that exist, and they show the
 * default limits and lifetimes.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Commands of npm itself. */
const NPM_COMMANDS = new Set(['start', 'test', 'ci', 'install', 'run', 'sbom']);
/** Variables that wrangler reads and the worker does not read. */
const WRANGLER_VARIABLES = ['CLOUDFLARE_ENV'];

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const KNOWN_NAMES = new Set([...variablesAndBindings(), ...errorCodes(), ...WRANGLER_VARIABLES]);

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  it('links to files and headings that exist', () => {
    const targets = matches(withoutCode(text), /\]\(([^)\s]+)\)/g).filter(
      (target) => !/^[a-z]+:/.test(target),
    );
    expect(targets.filter((target) => !isLinkTarget(page, target))).toEqual([]);
  });

  it('names paths that exist', () => {
    const paths = matches(text, /(?<![\w./-])((?:src|test|docs|migrations)\/[\w.@/-]+)/g);
    expect(
      paths.map((path) => path.replace(/[.]$/, '')).filter((path) => !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });

  it('names npm scripts and npm commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const scriptNames = matches(text, /\bnpm run ([\w:-]+)/g);
    expect(scriptNames.filter((name) => !(name in scripts))).toEqual([]);
    const commands = matches(text, /`(?:\w+=\w+ )?npm ([a-z]+)|^(?:\w+=\w+ )?npm ([a-z]+)/gm);
    expect(commands.filter((name) => !NPM_COMMANDS.has(name))).toEqual([]);
  });

  it('names only variables, bindings and error codes that exist', () => {
    const quoted = matches(text, /`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g);
    const secrets = matches(text, /secret put ([A-Z]+_[A-Z_]+)/g);
    const assigned = matches(text, /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+) ?=/gm);
    expect([...quoted, ...secrets, ...assigned].filter((name) => !KNOWN_NAMES.has(name))).toEqual([]);
  });
});

describe('the default values in the documentation', () => {
  const configuration = parseConfiguration({
    ENVIRONMENT: 'test',
    JWT_KEYS: JSON.stringify([{ kid: 'k', secret: 's'.repeat(32) }]),
  });

  it('docs/security.md shows the default limits', () => {
    const shown = rowsOf(read('docs/security.md'), /^\| `(\w+)` \| (\d+) \| (\d+) \|/gm);
    const limits = Object.entries(configuration.limits).map(([name, { max, windowMs }]) => [
      name,
      max,
      windowMs / 1000,
    ]);
    expect(new Set(shown.map(String))).toEqual(new Set(limits.map(String)));
  });

  it('docs/sessions.md shows the default lifetimes of tokens', () => {
    const shown = rowsOf(read('docs/sessions.md'), /^\| `(\w+)`[^|]*\| ([\d,]+) \| ([\d,]+) \|/gm);
    const lifetimes = Object.entries(configuration.lifetimes).map(([name, pair]) => [name, ...pair]);
    expect(new Set(shown.map(String))).toEqual(new Set(lifetimes.map(String)));
  });

  it('docs/sessions.md shows the default lifetime of a session', () => {
    const seconds = configuration.sessionLifeMs / 1000;
    expect(read('docs/sessions.md')).toContain(
      `${seconds.toLocaleString('en')} seconds (${seconds / 86_400} days) after it began`,
    );
  });
});

/** For each match, the text of the first group that took part in the match. Duplicates are removed. */
function matches(text: string, pattern: RegExp): string[] {
  const found = [...text.matchAll(pattern)].map((match) =>
    match.slice(1).find((group) => group !== undefined),
  );
  return [...new Set(found.filter((each) => each !== undefined))];
}

/** The name and the numbers of each table row that matches. The text may have commas as thousands separators. */
function rowsOf(text: string, pattern: RegExp): (string | number)[][] {
  return [...text.matchAll(pattern)].map(([, name = '', ...numbers]) => [
    name,
    ...numbers.map((number) => Number(number.replaceAll(',', ''))),
  ]);
}

/** True if the file of a relative link is in the repository and has the heading that the link names. */
function isLinkTarget(page: string, target: string): boolean {
  const [path = '', heading] = target.split('#', 2);
  const file = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
  if (relative(ROOT, file).startsWith('..') || !existsSync(file)) return false;
  return heading === undefined || headingFragments(readFileSync(file, 'utf8')).includes(heading);
}

/** The URL fragments by which GitHub links to the headings of a page. */
function headingFragments(text: string): string[] {
  return matches(withoutCode(text), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** The text of a page without its code blocks, because code blocks contain examples and no links. */
function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '');
}

/** The names of the variables in `.dev.vars.example`, and of the variables and bindings in `wrangler.toml`. */
function variablesAndBindings(): string[] {
  const inExample = matches(read('.dev.vars.example'), /^#? ?([A-Z][A-Z0-9_]+)=/gm);
  const inWrangler = matches(
    read('wrangler.toml'),
    /(?:name|binding) = "([A-Z][A-Z0-9_]+)"|^([A-Z][A-Z0-9_]+) =/gm,
  );
  return [...inExample, ...inWrangler];
}

function errorCodes(): string[] {
  return matches(read('src/rules/app-error.ts'), /^ {2}([A-Z][A-Z0-9_]+):/gm);
}
