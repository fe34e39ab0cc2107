/** Workers under test get no variables from `.dev.vars`, whatever a developer keeps there. */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { writeTestConfig } from '../../wrangler-config.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');
const HOSTILE = `ENVIRONMENT=production
PASSWORD_PEPPER=hostile-pepper-hostile-pepper
LIMITS='{"login":[1,1]}'
`;
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'plugs-dev-vars-'));
  cpSync(join(PROJECT, 'wrangler.toml'), join(root, 'wrangler.toml'));
  writeFileSync(join(root, '.dev.vars'), HOSTILE);
});

afterAll(() => rmSync(root, { recursive: true }));

it('reads .dev.vars beside wrangler.toml, as wrangler dev does', () => {
  expect(bindingsOf(join(root, 'wrangler.toml'))).toMatchObject({ ENVIRONMENT: 'production' });
});

it('reads no .dev.vars by the configuration for tests', () => {
  expect(bindingsOf(writeTestConfig(root))).toEqual({});
});

it('is how every test gets its configuration', () => {
  const files = globSync('test/**/*.ts', { cwd: PROJECT }).filter((path) =>
    readFileSync(join(PROJECT, path), 'utf8').includes("wrangler.toml'"),
  );
  expect(files.sort()).toEqual(['test/node/process/dev-vars.test.ts', 'test/wrangler-config.ts']);
});

function bindingsOf(configPath: string): object {
  return unstable_getMiniflareWorkerOptions(configPath).workerOptions.bindings ?? {};
}
