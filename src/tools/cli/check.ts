/**
 * `npm test [-- <test file> …]`: runs every check, even after a check has failed. The last line is `N passed, N
 * failed`. Each static check counts as one, and each test counts as one.
 */
import { exitCodeOf, prepareProcess, runTool, startTool } from './tools.ts';

interface Counts {
  passed: number;
  failed: number;
}

/**
 * The path of tsc is explicit, because the package `typescript-5` also has a `tsc`. The tests of generated clients use
 * this package.
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

/** Checks the format and lint rules, and then the types. */
async function checkStatically(): Promise<Counts> {
  const codes = [await runTool('biome', ['check', '--error-on-warnings', '--config-path=.biome.jsonc'])];
  codes.push(await runTool('node', [TYPE_CHECKER, '--noEmit']));
  const failed = codes.filter((code) => code !== 0).length;
  return { passed: codes.length - failed, failed };
}

/**
 * Runs the tests. The reporter `test/summary-reporter.ts` sends the counts to this process. If the reporter has sent no
 * failure, an exit code other than 0 or a run in which no test passed counts as one failure.
 */
async function runTests(files: string[]): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0 };
  const child = startTool('vitest', ['run', '--config', 'test/vitest.config.ts', ...files], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', (message) => Object.assign(counts, message));
  const code = await exitCodeOf(child, (signal) => child.kill(signal));
  const isFailed = code !== 0 || counts.passed === 0;
  if (isFailed && counts.failed === 0) counts.failed = 1;
  return counts;
}
