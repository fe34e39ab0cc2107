/**
 * Prints `N passed, N failed` as the last line of a test run, or sends the counts to a parent process that adds its own
 * counts.
 */
import type { Reporter, TestModule, Vitest } from 'vitest/node';

export default class SummaryReporter implements Reporter {
  #isOnce = false;

  onInit(vitest: Vitest): void {
    this.#isOnce = !vitest.config.watch;
  }

  /**
   * A file that could not run, a failed hook of a file or group, and an error outside all tests count as failures.
   */
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = groups.filter((group) => group.errors().length > 0).length;
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.filter((test) => test.result().state === 'failed').length + broken + errors.length;
    if (process.send) process.send({ passed, failed });
    else if (this.#isOnce) process.once('exit', () => console.log(`${passed} passed, ${failed} failed`));
  }
}
