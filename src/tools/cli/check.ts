/** Runs every check, even after a check has failed. The last line is `N passed, N failed`. */
import { exitCodeOf, prepareProcess, runTool, startTool } from './tools.ts';

interface Counts {
  passed: number;
  failed: number;
}

/**
 * The path of tsc is explicit: the package `typescript-5`, which the tests of generated clients use, also has a `tsc`.
 */
const TYPE_CHECKER = 'node_modules/typescript/bin/tsc';

prepareProcess();
const testFiles = process.argv.slice(2);
const checks = await checkStatically();
const tests = await runTests(testFiles);
const passed = checks.passed + tests.passed;
const failed = checks.failed + tests.failed;
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);

/** Checks format, lint and types. */
async function checkStatically(): Promise<Counts> {
  const codes = [await runTool('biome', ['check', '--error-on-warnings', '--config-path=.biome.jsonc'])];
  codes.push(await runTool('node', [TYPE_CHECKER, '--noEmit']));
  const failed = codes.filter((code) => code !== 0).length;
  return { passed: codes.length - failed, failed };
}

/**
 * The summary reporter sends the counts to this process. A run that ends with an error or without counts has failed.
 */
async function runTests(files: string[]): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0 };
  const child = startTool('vitest', ['run', '--config', 'test/vitest.config.ts', ...files], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', (message) => Object.assign(counts, message));
  const code = await exitCodeOf(child, (signal) => child.kill(signal));
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}
