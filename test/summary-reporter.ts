/**
 * Prints `N passed, N failed` as the last line of a test run. If a parent process has started the test run with an IPC
 * channel, the counts are sent to the parent process instead, and the parent process adds its own counts. In watch mode
 * nothing is printed.
 */
import type { Reporter, TestModule, Vitest } from 'vitest/node';

export default class SummaryReporter implements Reporter {
  #isWatchMode = false;

  onInit(vitest: Vitest): void {
    this.#isWatchMode = vitest.config.watch;
  }

  /**
   * A file that could not run, a failed hook of a file or group, and an error outside all tests count as failures.
   */
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const failedGroups = groups.filter((group) => group.errors().length > 0).length;
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed =
      tests.filter((test) => test.result().state === 'failed').length + failedGroups + errors.length;
    if (process.send) process.send({ passed, failed });
    else if (!this.#isWatchMode)
      process.once('exit', () => console.log(`${passed} passed, ${failed} failed`));
  }
}
