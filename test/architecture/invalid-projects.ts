/** Small projects that break one rule each, with the offences that must be told. */
import type { RuleName } from './rules.ts';

type Texts = Record<string, string>;

interface Broken {
  rule: RuleName;
  files: Texts;
  offences: string[];
}

const lines = (count: number, line: string) => `${line}\n`.repeat(count);
const one = (rule: RuleName, path: string, text: string, ...offences: string[]): Broken => ({
  rule,
  files: { [path]: text },
  offences: offences.map((offence) => `${path}${offence}`),
});

const ARROWS = 'every import points down or stays in its layer';
const DOMAINS = 'domains of core import only the domains listed for them';
const KNOWING = 'only http and contracts import Hono, only the store imports drizzle';
const PURE = 'rules take the moment and the randomness as input';
const CIRCLES = 'no files import each other in a circle';
const BARRELS = 'no file passes on what another exports';
const DEFAULTS = 'only the door has a default export';
const NAMES = 'files are named in kebab-case, for things';
const DOCS = 'every verb has a docstring';
const IMPORTS = 'imports name a file with its extension or a declared dependency';

const arrow = (from: string, text: string, to: string, why: string) =>
  one(ARROWS, from, text, `:1 imports ${to}: ${why}`);

const BROKEN_ARROWS: Broken[] = [
  arrow('src/rules/a.ts', "import '../core/b.ts';", 'src/core/b.ts', 'rules may not import core'),
  arrow(
    'src/core/a.ts',
    "import type { B } from '../http/b.ts';",
    'src/http/b.ts',
    'core may not import http',
  ),
  arrow('src/http/a.ts', "export { b } from '../app.ts';", 'src/app.ts', 'http may not import app.ts'),
  arrow('src/app.ts', "await import('./index.ts');", 'src/index.ts', 'app.ts may not import index.ts'),
  arrow('src/store/a.ts', "import '../objects/b.ts';", 'src/objects/b.ts', 'store may not import objects'),
  arrow(
    'src/mail/a.ts',
    "type B = import('../store/b.ts').B;",
    'src/store/b.ts',
    'mail may not import store',
  ),
  arrow('src/crypto/a.ts', "import '../rules/b.ts';", 'src/rules/b.ts', 'crypto may not import rules'),
  arrow(
    'src/rules/a.ts',
    "import b = require('../crypto/b.ts');",
    'src/crypto/b.ts',
    'rules may not import crypto',
  ),
  arrow(
    'src/index.ts',
    "import './tools/cli/b.ts';",
    'src/tools/cli/b.ts',
    'index.ts may not import tools/cli',
  ),
  arrow(
    'src/tools/demo/a.ts',
    "import '../cli/b.ts';",
    'src/tools/cli/b.ts',
    'tools/demo may not import tools/cli',
  ),
  arrow('src/core/a.ts', "export * from '../../test/b.ts';", 'test/b.ts', 'it belongs to no layer'),
  arrow(
    'src/contracts/v1/deep/a.ts',
    "import '../../media/b.ts';",
    'src/contracts/media/b.ts',
    'contracts/v1 may not import contracts/media',
  ),
  one(ARROWS, 'src/helpers/a.ts', '', ' belongs to no layer'),
  one(ARROWS, 'src/contracts/a.ts', '', ' belongs to no layer'),
  one(ARROWS, 'src/environment.ts', '', ' belongs to no layer'),
  one(ARROWS, 'src/tools/a.ts', '', ' belongs to no layer'),
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

const BROKEN_KNOWLEDGE: Broken[] = [
  one(KNOWING, 'src/http/a.ts', "import { sql } from 'drizzle-orm';", ':1 may not import drizzle-orm'),
  one(
    KNOWING,
    'src/core/a.ts',
    "import { BatchItem } from 'drizzle-orm/batch';",
    ':1 may not import drizzle-orm/batch',
  ),
  one(
    KNOWING,
    'src/core/a.ts',
    "import { type B } from 'drizzle-orm/batch';",
    ':1 may not import drizzle-orm/batch',
  ),
  one(KNOWING, 'src/core/a.ts', "import type { SQL } from 'drizzle-orm';", ':1 may not import drizzle-orm'),
  one(KNOWING, 'src/core/a.ts', "\nimport type { Context } from 'hono';", ':2 may not import hono'),
  one(
    KNOWING,
    'src/store/a.ts',
    "import { z } from '@hono/zod-openapi';",
    ':1 may not import @hono/zod-openapi',
  ),
  one(KNOWING, 'src/mail/a.tsx', '', ':1 may not import hono/jsx/jsx-runtime'),
  one(KNOWING, 'src/rules/a.ts', "import 'cloudflare:workers';", ':1 may not import cloudflare:workers'),
  one(
    KNOWING,
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

const BROKEN_SHAPES: Broken[] = [
  {
    rule: CIRCLES,
    files: {
      'src/core/a.ts': "import './b.ts';",
      'src/core/b.ts': "import type { C } from './c.ts';",
      'src/core/c.ts': "import type { B } from './b.ts'; import './d.ts';",
      'src/core/d.ts': "type D = import('./d.ts').D;",
    },
    offences: ['src/core/b.ts -> src/core/c.ts -> src/core/b.ts', 'src/core/d.ts -> src/core/d.ts'],
  },
  one('no file is over 200 lines', 'src/core/a.ts', lines(201, '//'), ' has 201 lines, over 200'),
  one('no file is over 200 lines', 'src/contracts/web/a.css', lines(201, 'a {}'), ' has 201 lines, over 200'),
  ...[
    ['function f() {', '}'],
    ['export const f = () => {', '};'],
    ['class A { #f() {', '}}'],
  ].map(([begin, end]) =>
    one(
      'no function is over 60 lines',
      'src/core/a.ts',
      `${begin}\n${lines(59, 'x();')}${end}`,
      ':1 begins a function of 61 lines, over 60',
    ),
  ),
  one('every source file parses', 'src/core/a.ts', 'const = 1;', ' does not parse: Unexpected token'),
  one(
    'every source file begins with its header',
    'src/core/a.ts',
    '// a\n/** b */',
    ' begins without a header',
  ),
];

const BROKEN_STYLE: Broken[] = [
  one(
    BARRELS,
    'src/core/a.ts',
    "const a = 1;\nexport * from './b.ts';",
    ':2 exports everything of another file',
  ),
  one(BARRELS, 'src/core/a.ts', "/** A. */ export { b } from './b.ts';", ' only passes on exports'),
  one(BARRELS, 'src/core/a.ts', "import { b } from './b.ts'; export { b };", ' only passes on exports'),
  one(DEFAULTS, 'src/app.ts', 'export default 1;', ':1 exports a default'),
  one(DEFAULTS, 'src/core/a.ts', 'const a = 1; export { a as default };', ':1 exports a default'),
  one(DEFAULTS, 'src/core/a.ts', "export { default } from './b.ts';", ':1 exports a default'),
  one('nothing is of type any', 'src/core/a.ts', 'let a: Map<string, any[]>;', ':1 says any'),
  one('nothing is an enum', 'src/core/a.ts', 'export const enum A { B }', ':1 is an enum'),
  one('no comment puts work off', 'src/core/a.ts', 'a();\n// TODO: b', ':2 leaves a reminder'),
  one('no comment puts work off', 'src/core/a.ts', '/** FIXME */', ':1 leaves a reminder'),
  one(NAMES, 'src/core/sendEmail.ts', '', ' is not kebab-case'),
  one(NAMES, 'src/core/send_mail.ts', '', ' is not kebab-case'),
  one(NAMES, 'src/utils/mail.ts', '', ' is named for no thing'),
  one(NAMES, 'src/core/string-utils.ts', '', ' is named for no thing'),
  one(NAMES, 'src/core/index.ts', '', ' is a second index'),
  one(DOCS, 'src/core/a.ts', '/** A header. */\nexport function f() {}', ':2 exports f without a docstring'),
  one(DOCS, 'src/core/a.ts', '\n/* No. */\nexport function f() {}', ':3 exports f without a docstring'),
  one(DOCS, 'src/core/a.ts', '\n// No.\nexport const f = async () => 1;', ':3 exports f without a docstring'),
  one(DOCS, 'src/core/a.ts', '\n/** A. */\n\nexport function f() {}', ':4 exports f without a docstring'),
  one(DOCS, 'src/core/a.ts', 'function f() {}\nexport { f };', ':1 exports f without a docstring'),
  one(IMPORTS, 'src/core/a.ts', "import './b';", ':1 imports ./b: no extension'),
  one(IMPORTS, 'src/core/a.ts', "import './b.js';", ':1 imports ./b.js: no extension'),
  one(IMPORTS, 'src/core/a.ts', 'await import(b);', ':1 imports null: computed'),
  one(IMPORTS, 'src/core/a.ts', "import 'crypto';", ':1 imports crypto: not a declared dependency'),
  one(IMPORTS, 'src/core/a.ts', "import type { X } from 'dev';", ':1 imports dev: not a declared dependency'),
  one(
    IMPORTS,
    'src/tools/cli/a.ts',
    "import '@un/known/x';",
    ':1 imports @un/known/x: not a declared dependency',
  ),
];

export const BROKEN = [...BROKEN_ARROWS, ...BROKEN_KNOWLEDGE, ...BROKEN_SHAPES, ...BROKEN_STYLE];
