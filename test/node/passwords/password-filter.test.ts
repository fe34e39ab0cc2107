/** The check for common passwords takes linear time. */
import { expect, it } from 'vitest';
import { buildPasswordFilter, isCommonPassword } from '../../../src/rules/passwords/password-filter.ts';

const CPU_LIMIT_MS = 2_000;

it.each([
  ['a long run of special characters between two letters', `a${'!'.repeat(40_000)}a`],
  ['a long run of special characters at the end', `a${'!'.repeat(40_000)}`],
  ['many short runs of special characters', 'a!!'.repeat(15_000)],
])('a password with %s is checked in less than 2 s of CPU time', (_case, password) => {
  const filter = buildPasswordFilter(['password1']);
  const cpuBefore = process.cpuUsage();
  expect(isCommonPassword(filter, password)).toBe(false);
  expect(process.cpuUsage(cpuBefore).user / 1000).toBeLessThan(CPU_LIMIT_MS);
});
