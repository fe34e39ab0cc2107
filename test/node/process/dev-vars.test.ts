/** Workers under test get no variables from a developer's `.dev.vars`. */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { writeTestConfig } from '../../wrangler-config.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');
const DEV_VARS = `ENVIRONMENT=production
PASSWORD_PEPPER=pepper-from-dev-vars-pepper-from-dev-vars
LIMITS='{"login":[1,1]}'
`;
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'plugs-dev-vars-'));
  cpSync(join(PROJECT, 'wrangler.toml'), join(root, 'wrangler.toml'));
  writeFileSync(join(root, '.dev.vars'), DEV_VARS);
});

afterAll(() => rmSync(root, { recursive: true }));

it('wrangler reads .dev.vars in the folder of wrangler.toml', () => {
  expect(bindingsOf(join(root, 'wrangler.toml'))).toMatchObject({ ENVIRONMENT: 'production' });
});

it('wrangler reads no .dev.vars for the configuration that writeTestConfig writes', () => {
  expect(bindingsOf(writeTestConfig(root))).toEqual({});
});

it('in test/, only this file and wrangler-config.ts import wrangler and use wrangler.toml', () => {
  const files = globSync('test/**/*.ts', { cwd: PROJECT }).filter((path) => {
    const text = readFileSync(join(PROJECT, path), 'utf8');
    return text.includes("from 'wrangler'") && text.includes("wrangler.toml'");
  });
  expect(files.sort()).toEqual(['test/node/process/dev-vars.test.ts', 'test/wrangler-config.ts']);
});

function bindingsOf(configPath: string): object {
  return unstable_getMiniflareWorkerOptions(configPath).workerOptions.bindings ?? {};
}
