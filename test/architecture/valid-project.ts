/** A project that breaks no rule, with code that is similar to forbidden code. */

const filesIn = (folder: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${folder}/a-${at}.ts`, '/** A. */']));

export const VALID_PROJECT: Record<string, string> = {
  'src/index.ts':
    "/** A. */\nimport app from './app.ts';\nexport { Account } from './objects/account.ts';\nexport default app;",
  'src/app.ts':
    "/** A. */\nimport { Hono } from 'hono';\nimport './contracts/v1/a.tsx';\nimport './rules/a.ts';",
  'src/contracts/v1/a.tsx': "/** A. */\nimport './deep/b.ts';\nimport '../../rules/a.ts';\nimport './a.css';",
  'src/contracts/v1/deep/b.ts': "/** A. */\nimport '../../../http/a.ts';\nimport '../../../core/a.ts';",
  'src/contracts/v1/a.css': 'a {}',
  'src/http/a.ts': "/** A. */\nimport '@hono/zod-validator';\nimport 'cloudflare:workers';",
  'src/core/guards/a.ts': [
    "/** A. */\nimport type { BatchItem } from 'drizzle-orm/batch';\nimport '../../store/a.ts';\nimport '../../mail/a.ts';",
    '/** F. */\nexport function f(a: string): void;\nexport function f(a: unknown) {}',
    '/** G. */\nexport const g = async () => Date.now();\nexport const LIMIT = 1;\nfunction own() {}',
  ].join('\n'),
  'src/store/a.ts': "/** A. */\nimport 'drizzle-orm/d1';\nimport '../rules/a.ts';\nimport '../crypto/a.ts';",
  'src/objects/account/account.ts': '/** A. */\nexport class Account {\n  f() {}\n}',
  'src/mail/a.ts': "/** A. */\nimport '../rules/a.ts';",
  'src/rules/a.ts':
    "/** A. */\nimport words from './words.txt';\n/** At. */\nexport const at = (ms: number) => new Date(ms);",
  'src/rules/words.txt': 'word',
  'src/rules/passwords/text-modules.d.ts':
    "declare module '*.txt' {\n  const text: string;\n  export default text;\n}",
  'src/crypto/a.ts': "/** A. */\nimport 'node:crypto';\n/** F. */\nexport function f() {}",
  'src/core/plugs/search/a.ts':
    "/** A. */\nimport '../b.ts';\nimport '../../request/b.ts';\nimport '../../guards/b.ts';",
  'src/core/security-log/a.ts': "/** A. */\nimport '../request/b.ts';",
  'src/contracts/pages/a.ts': "/** A. */\ntype B = import('hono').Hono;\nexport function f() {}",
  ...filesIn('src/store/many', 16),
  ...filesIn('test/many', 20),
  'src/tools/bench/a.ts':
    "/** A. */\nimport '../cli/a.ts';\nimport '../../crypto/a.ts';\nimport 'dev/x';\nimport 'hono';",
  'src/tools/cli/a.ts':
    "/** A. */\nimport '../../index.ts';\nimport 'dev/x';\nimport 'drizzle-orm';\nimport 'hono';",
};
