/** Small projects, each with a rule that it breaks and the violations that this rule must report. */
import type { RuleName } from './rules.ts';

interface InvalidProject {
  rule: RuleName;
  /** The text of each file, by path. */
  files: Record<string, string>;
  violations: string[];
}

/** A project of one file. Each violation is the path of the file followed by one of the given texts. */
const invalidFile = (
  rule: RuleName,
  path: string,
  text: string,
  ...violations: string[]
): InvalidProject => ({
  rule,
  files: { [path]: text },
  violations: violations.map((violation) => `${path}${violation}`),
});

// The names of the rules, which are the keys of `RULES`.
const LAYERS = 'every import is from a lower layer or from the same layer';
const DOMAINS = 'domains of core import only the domains listed for them';
const PACKAGES = 'each layer imports only packages that it may use';
const PURE = 'functions of src/rules get the time and random values as parameters';
const FORMS = 'every import has a form that can be checked';
const RE_EXPORTS = 'no module exports what another module declares';
const FOLDERS = 'no folder contains too many files';
const NAMES = 'files and folders have kebab-case names that state their subject';
const HEADERS = 'every source file begins with a header';
const DOCS = 'exported functions of core, http, store, objects, rules and crypto have a docstring';
const PLUG_WRITES = 'only one module of the worker writes to the table of plugs';
const POSTPONED = 'no comment postpones work';

/** A project in which the file `from` imports the file `to`, which the layer of `from` may not import. */
const deniedImport = (from: string, text: string, to: string, relation: string) =>
  invalidFile(LAYERS, from, text, `:1 imports ${to}: ${relation}`);

const INVALID_LAYERS: InvalidProject[] = [
  deniedImport('src/rules/a.ts', "import '../core/b.ts';", 'src/core/b.ts', 'rules may not import core'),
  deniedImport(
    'src/core/a.ts',
    "import type { B } from '../http/b.ts';",
    'src/http/b.ts',
    'core may not import http',
  ),
  deniedImport('src/http/a.ts', "export { b } from '../app.ts';", 'src/app.ts', 'http may not import app.ts'),
  deniedImport('src/app.ts', "await import('./index.ts');", 'src/index.ts', 'app.ts may not import index.ts'),
  deniedImport(
    'src/store/a.ts',
    "import '../objects/b.ts';",
    'src/objects/b.ts',
    'store may not import objects',
  ),
  deniedImport(
    'src/mail/a.ts',
    "type B = import('../store/b.ts').B;",
    'src/store/b.ts',
    'mail may not import store',
  ),
  deniedImport('src/crypto/a.ts', "import '../rules/b.ts';", 'src/rules/b.ts', 'crypto may not import rules'),
  deniedImport(
    'src/rules/a.ts',
    "import b = require('../crypto/b.ts');",
    'src/crypto/b.ts',
    'rules may not import crypto',
  ),
  deniedImport(
    'src/index.ts',
    "import './tools/cli/b.ts';",
    'src/tools/cli/b.ts',
    'index.ts may not import tools/cli',
  ),
  deniedImport(
    'src/tools/demo/a.ts',
    "import '../cli/b.ts';",
    'src/tools/cli/b.ts',
    'tools/demo may not import tools/cli',
  ),
  deniedImport('src/core/a.ts', "export * from '../../test/b.ts';", 'test/b.ts', 'it belongs to no layer'),
  deniedImport(
    'src/contracts/v1/deep/a.ts',
    "import '../../media/b.ts';",
    'src/contracts/media/b.ts',
    'contracts/v1 may not import contracts/media',
  ),
  invalidFile(LAYERS, 'src/helpers/a.ts', '', ' belongs to no layer'),
  invalidFile(LAYERS, 'src/contracts/a.ts', '', ' belongs to no layer'),
  invalidFile(LAYERS, 'src/environment.ts', '', ' belongs to no layer'),
  invalidFile(LAYERS, 'src/tools/a.ts', '', ' belongs to no layer'),
  invalidFile(DOMAINS, 'src/core/a.ts', '', ' belongs to no domain'),
  invalidFile(DOMAINS, 'src/core/things/a.ts', '', ' belongs to no domain'),
  invalidFile(
    DOMAINS,
    'src/core/plugs/a.ts',
    "import '../sessions/b.ts';",
    ':1: plugs may not import sessions',
  ),
  invalidFile(
    DOMAINS,
    'src/core/request/a.ts',
    "import '../security-log/b.ts';",
    ':1: request may not import security-log',
  ),
  invalidFile(
    DOMAINS,
    'src/core/reading/a.ts',
    "import type { B } from '../guards/b.ts';",
    ':1: reading may not import guards',
  ),
];

const INVALID_PACKAGES: InvalidProject[] = [
  invalidFile(
    PACKAGES,
    'src/http/a.ts',
    "import { sql } from 'drizzle-orm';",
    ':1 may not import drizzle-orm',
  ),
  invalidFile(
    PACKAGES,
    'src/core/a.ts',
    "import { BatchItem } from 'drizzle-orm/batch';",
    ':1 may not import drizzle-orm/batch',
  ),
  invalidFile(
    PACKAGES,
    'src/core/a.ts',
    "import { type B } from 'drizzle-orm/batch';",
    ':1 may not import drizzle-orm/batch',
  ),
  invalidFile(
    PACKAGES,
    'src/core/a.ts',
    "import type { SQL } from 'drizzle-orm';",
    ':1 may not import drizzle-orm',
  ),
  invalidFile(PACKAGES, 'src/core/a.ts', "\nimport type { Context } from 'hono';", ':2 may not import hono'),
  invalidFile(
    PACKAGES,
    'src/store/a.ts',
    "import { z } from '@hono/zod-openapi';",
    ':1 may not import @hono/zod-openapi',
  ),
  invalidFile(PACKAGES, 'src/mail/a.tsx', '', ':1 may not import hono/jsx/jsx-runtime'),
  invalidFile(
    PACKAGES,
    'src/rules/a.ts',
    "import 'cloudflare:workers';",
    ':1 may not import cloudflare:workers',
  ),
  invalidFile(
    PACKAGES,
    'src/crypto/a.ts',
    "await import('cloudflare:sockets');",
    ':1 may not import cloudflare:sockets',
  ),
  invalidFile(PURE, 'src/rules/a.ts', 'export const now = () => Date.now();', ':1 uses Date.now'),
  invalidFile(PURE, 'src/rules/a.ts', 'const at = new Date();', ':1 uses new Date()'),
  invalidFile(PURE, 'src/rules/a.ts', 'const at = Date();', ':1 uses Date()'),
  invalidFile(PURE, 'src/rules/a.ts', "const roll = Math['random']();", ':1 uses Math.random'),
  invalidFile(PURE, 'src/rules/a.ts', 'const id = crypto.randomUUID();', ':1 uses crypto.randomUUID'),
  invalidFile(PURE, 'src/rules/a.ts', 'const id = globalThis.crypto.subtle;', ':1 uses globalThis.crypto'),
  invalidFile(PURE, 'src/rules/a.ts', 'const { now } = Date;', ':1 uses Date.now'),
];

const INVALID_MODULES_AND_FOLDERS: InvalidProject[] = [
  invalidFile('every source file parses', 'src/core/a.ts', 'const = 1;', ' does not parse: Unexpected token'),
  invalidFile(FORMS, 'src/core/a.ts', 'await import(b);', ':1 computes the path of an import'),
  invalidFile(FORMS, 'src/core/a.ts', "type B = import('./b.ts').B;", ':1 imports ./b.ts inside a type'),
  invalidFile(
    RE_EXPORTS,
    'src/core/a.ts',
    "\nexport { b } from './b.ts';",
    ':2 exports what another module declares',
  ),
  invalidFile(
    RE_EXPORTS,
    'src/core/a.ts',
    "export type { B } from './b.ts';",
    ':1 exports what another module declares',
  ),
  invalidFile(
    RE_EXPORTS,
    'src/core/a.ts',
    "import { b as c } from './b.ts';\nexport { c };",
    ':2 exports what another module declares',
  ),
  crowdedFolder('src/core/things', 17, 16),
  crowdedFolder('test/things', 21, 20),
  invalidFile(NAMES, 'src/core/secondFactor/a.ts', '', ' is not kebab-case'),
  invalidFile(NAMES, 'src/contracts/pages/Main.css', '', ' is not kebab-case'),
  invalidFile(NAMES, 'src/utils/mail.ts', '', ' has a name that does not state its subject'),
  invalidFile(NAMES, 'src/core/string-utils.ts', '', ' has a name that does not state its subject'),
  invalidFile(NAMES, 'src/core/index.ts', '', ' is a second index'),
];

const INVALID_COMMENTS: InvalidProject[] = [
  invalidFile(HEADERS, 'src/core/a.ts', '// a\n/** b */', ' does not begin with a header'),
  invalidFile(
    DOCS,
    'src/core/a.ts',
    '/** A header. */\nexport function f() {}',
    ':2 exports f without a docstring',
  ),
  invalidFile(
    DOCS,
    'src/http/a.ts',
    '\n/* No. */\nexport function f() {}',
    ':3 exports f without a docstring',
  ),
  invalidFile(
    DOCS,
    'src/store/a.ts',
    '\n// No.\nexport const f = async () => 1;',
    ':3 exports f without a docstring',
  ),
  invalidFile(
    DOCS,
    'src/objects/a.ts',
    '\n/** A. */\n\nexport function f() {}',
    ':4 exports f without a docstring',
  ),
  invalidFile(DOCS, 'src/rules/a.ts', 'function f() {}\nexport { f };', ':1 exports f without a docstring'),
  invalidFile(DOCS, 'src/crypto/a.ts', 'export const f = () => 1;', ':1 exports f without a docstring'),
  invalidFile(POSTPONED, 'src/core/a.ts', 'a();\n// TODO: b', ':2 postpones work'),
  invalidFile(POSTPONED, 'src/core/a.ts', '/** FIXME */', ':1 postpones work'),
  invalidFile(PLUG_WRITES, 'src/store/a.ts', 'sql`\nUPDATE plugs SET a = 1`;', ':2 writes plugs'),
  invalidFile(PLUG_WRITES, 'src/store/a.ts', 'sql`INSERT OR IGNORE INTO plugs`;', ':1 writes plugs'),
  invalidFile(PLUG_WRITES, 'src/core/a.ts', 'database.delete(plugs);', ':1 writes plugs'),
];

export const INVALID_PROJECTS = [
  ...INVALID_LAYERS,
  ...INVALID_PACKAGES,
  ...INVALID_MODULES_AND_FOLDERS,
  ...INVALID_COMMENTS,
];

/** A project with too many files in one folder. */
function crowdedFolder(folder: string, count: number, limit: number): InvalidProject {
  const paths = Array.from({ length: count }, (_, at) => `${folder}/a-${at}.ts`);
  return {
    rule: FOLDERS,
    files: Object.fromEntries(paths.map((path) => [path, ''])),
    violations: [`${folder} contains ${count} files, more than ${limit}`],
  };
}
