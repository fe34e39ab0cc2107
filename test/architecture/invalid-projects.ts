/** Small projects that each break one rule, with the violations that the rule must report. */
import type { RuleName } from './rules.ts';

type Texts = Record<string, string>;

interface InvalidProject {
  rule: RuleName;
  files: Texts;
  offences: string[];
}

const one = (rule: RuleName, path: string, text: string, ...offences: string[]): InvalidProject => ({
  rule,
  files: { [path]: text },
  offences: offences.map((offence) => `${path}${offence}`),
});

const LAYERS = 'every import points down or stays in its layer';
const DOMAINS = 'domains of core import only the domains listed for them';
const PACKAGES = 'only http and contracts import Hono, only the store imports drizzle';
const PURE = 'rules take the time and the randomness as input';
const FORMS = 'every import has a form that can be checked';
const RE_EXPORTS = 'no module exports what another module declares';
const FOLDERS = 'no folder holds too many files';
const NAMES = 'folders are named in kebab-case, for their subject';
const HEADERS = 'every source file begins with a header';
const DOCS = 'exported functions of the inner layers have a docstring';
const PLUG_WRITES = 'only the one writer writes plugs';
const POSTPONED = 'no comment postpones work';

const upward = (from: string, text: string, to: string, why: string) =>
  one(LAYERS, from, text, `:1 imports ${to}: ${why}`);

const INVALID_LAYERS: InvalidProject[] = [
  upward('src/rules/a.ts', "import '../core/b.ts';", 'src/core/b.ts', 'rules may not import core'),
  upward(
    'src/core/a.ts',
    "import type { B } from '../http/b.ts';",
    'src/http/b.ts',
    'core may not import http',
  ),
  upward('src/http/a.ts', "export { b } from '../app.ts';", 'src/app.ts', 'http may not import app.ts'),
  upward('src/app.ts', "await import('./index.ts');", 'src/index.ts', 'app.ts may not import index.ts'),
  upward('src/store/a.ts', "import '../objects/b.ts';", 'src/objects/b.ts', 'store may not import objects'),
  upward(
    'src/mail/a.ts',
    "type B = import('../store/b.ts').B;",
    'src/store/b.ts',
    'mail may not import store',
  ),
  upward('src/crypto/a.ts', "import '../rules/b.ts';", 'src/rules/b.ts', 'crypto may not import rules'),
  upward(
    'src/rules/a.ts',
    "import b = require('../crypto/b.ts');",
    'src/crypto/b.ts',
    'rules may not import crypto',
  ),
  upward(
    'src/index.ts',
    "import './tools/cli/b.ts';",
    'src/tools/cli/b.ts',
    'index.ts may not import tools/cli',
  ),
  upward(
    'src/tools/demo/a.ts',
    "import '../cli/b.ts';",
    'src/tools/cli/b.ts',
    'tools/demo may not import tools/cli',
  ),
  upward('src/core/a.ts', "export * from '../../test/b.ts';", 'test/b.ts', 'it belongs to no layer'),
  upward(
    'src/contracts/v1/deep/a.ts',
    "import '../../media/b.ts';",
    'src/contracts/media/b.ts',
    'contracts/v1 may not import contracts/media',
  ),
  one(LAYERS, 'src/helpers/a.ts', '', ' belongs to no layer'),
  one(LAYERS, 'src/contracts/a.ts', '', ' belongs to no layer'),
  one(LAYERS, 'src/environment.ts', '', ' belongs to no layer'),
  one(LAYERS, 'src/tools/a.ts', '', ' belongs to no layer'),
  one(DOMAINS, 'src/core/a.ts', '', ' belongs to no domain'),
  one(DOMAINS, 'src/core/things/a.ts', '', ' belongs to no domain'),
  one(DOMAINS, 'src/core/plugs/a.ts', "import '../sessions/b.ts';", ':1: plugs may not import sessions'),
  one(
    DOMAINS,
    'src/core/request/a.ts',
    "import '../security-log/b.ts';",
    ':1: request may not import security-log',
  ),
  one(
    DOMAINS,
    'src/core/reading/a.ts',
    "import type { B } from '../guards/b.ts';",
    ':1: reading may not import guards',
  ),
];

const INVALID_PACKAGES: InvalidProject[] = [
  one(PACKAGES, 'src/http/a.ts', "import { sql } from 'drizzle-orm';", ':1 may not import drizzle-orm'),
  one(
    PACKAGES,
    'src/core/a.ts',
    "import { BatchItem } from 'drizzle-orm/batch';",
    ':1 may not import drizzle-orm/batch',
  ),
  one(
    PACKAGES,
    'src/core/a.ts',
    "import { type B } from 'drizzle-orm/batch';",
    ':1 may not import drizzle-orm/batch',
  ),
  one(PACKAGES, 'src/core/a.ts', "import type { SQL } from 'drizzle-orm';", ':1 may not import drizzle-orm'),
  one(PACKAGES, 'src/core/a.ts', "\nimport type { Context } from 'hono';", ':2 may not import hono'),
  one(
    PACKAGES,
    'src/store/a.ts',
    "import { z } from '@hono/zod-openapi';",
    ':1 may not import @hono/zod-openapi',
  ),
  one(PACKAGES, 'src/mail/a.tsx', '', ':1 may not import hono/jsx/jsx-runtime'),
  one(PACKAGES, 'src/rules/a.ts', "import 'cloudflare:workers';", ':1 may not import cloudflare:workers'),
  one(
    PACKAGES,
    'src/crypto/a.ts',
    "await import('cloudflare:sockets');",
    ':1 may not import cloudflare:sockets',
  ),
  one(PURE, 'src/rules/a.ts', 'export const now = () => Date.now();', ':1 uses Date.now'),
  one(PURE, 'src/rules/a.ts', 'const at = new Date();', ':1 uses new Date()'),
  one(PURE, 'src/rules/a.ts', 'const at = Date();', ':1 uses Date()'),
  one(PURE, 'src/rules/a.ts', "const roll = Math['random']();", ':1 uses Math.random'),
  one(PURE, 'src/rules/a.ts', 'const id = crypto.randomUUID();', ':1 uses crypto.randomUUID'),
  one(PURE, 'src/rules/a.ts', 'const id = globalThis.crypto.subtle;', ':1 uses globalThis.crypto'),
  one(PURE, 'src/rules/a.ts', 'const { now } = Date;', ':1 uses Date.now'),
];

const INVALID_SHAPES: InvalidProject[] = [
  one('every source file parses', 'src/core/a.ts', 'const = 1;', ' does not parse: Unexpected token'),
  one(FORMS, 'src/core/a.ts', 'await import(b);', ':1 computes the path of an import'),
  one(FORMS, 'src/core/a.ts', "type B = import('./b.ts').B;", ':1 imports ./b.ts inside a type'),
  one(
    RE_EXPORTS,
    'src/core/a.ts',
    "\nexport { b } from './b.ts';",
    ':2 exports what another module declares',
  ),
  one(
    RE_EXPORTS,
    'src/core/a.ts',
    "export type { B } from './b.ts';",
    ':1 exports what another module declares',
  ),
  one(
    RE_EXPORTS,
    'src/core/a.ts',
    "import { b as c } from './b.ts';\nexport { c };",
    ':2 exports what another module declares',
  ),
  crowded('src/core/things', 17, 16),
  crowded('test/things', 21, 20),
  one(NAMES, 'src/core/secondFactor/a.ts', '', ' is not kebab-case'),
  one(NAMES, 'src/contracts/pages/Main.css', '', ' is not kebab-case'),
  one(NAMES, 'src/utils/mail.ts', '', ' is named utils, not for its subject'),
  one(NAMES, 'src/core/string-utils.ts', '', ' is named utils, not for its subject'),
  one(NAMES, 'src/core/index.ts', '', ' is a second index'),
];

const INVALID_COMMENTS: InvalidProject[] = [
  one(HEADERS, 'src/core/a.ts', '// a\n/** b */', ' does not begin with a header'),
  one(DOCS, 'src/core/a.ts', '/** A header. */\nexport function f() {}', ':2 exports f without a docstring'),
  one(DOCS, 'src/http/a.ts', '\n/* No. */\nexport function f() {}', ':3 exports f without a docstring'),
  one(
    DOCS,
    'src/store/a.ts',
    '\n// No.\nexport const f = async () => 1;',
    ':3 exports f without a docstring',
  ),
  one(DOCS, 'src/objects/a.ts', '\n/** A. */\n\nexport function f() {}', ':4 exports f without a docstring'),
  one(DOCS, 'src/rules/a.ts', 'function f() {}\nexport { f };', ':1 exports f without a docstring'),
  one(DOCS, 'src/crypto/a.ts', 'export const f = () => 1;', ':1 exports f without a docstring'),
  one(POSTPONED, 'src/core/a.ts', 'a();\n// TODO: b', ':2 postpones work'),
  one(POSTPONED, 'src/core/a.ts', '/** FIXME */', ':1 postpones work'),
  one(PLUG_WRITES, 'src/store/a.ts', 'sql`\nUPDATE plugs SET a = 1`;', ':2 writes plugs'),
  one(PLUG_WRITES, 'src/store/a.ts', 'sql`INSERT OR IGNORE INTO plugs`;', ':1 writes plugs'),
  one(PLUG_WRITES, 'src/core/a.ts', 'database.delete(plugs);', ':1 writes plugs'),
];

export const INVALID_PROJECTS = [
  ...INVALID_LAYERS,
  ...INVALID_PACKAGES,
  ...INVALID_SHAPES,
  ...INVALID_COMMENTS,
];

function crowded(folder: string, count: number, limit: number): InvalidProject {
  const paths = Array.from({ length: count }, (_, at) => `${folder}/a-${at}.ts`);
  return {
    rule: FOLDERS,
    files: Object.fromEntries(paths.map((path) => [path, ''])),
    offences: [`${folder} holds ${count} files, over ${limit}`],
  };
}
