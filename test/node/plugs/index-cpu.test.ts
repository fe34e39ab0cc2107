/** The CPU time to index a text is proportional to the length of the text, not to the square of the length. */
import { expect, it } from 'vitest';
import { plugFieldsFrom } from '../../../src/rules/plugs/plug.ts';
import { indexEntry } from '../../../src/rules/plugs/search-index.ts';

const CHARACTER_COUNT = 10_000;
/** A linear implementation needs about 100 ms or less. A quadratic implementation needs several seconds. */
const CPU_LIMIT_MS = 1_000;

it.each([
  ['signs only', '😀'.repeat(CHARACTER_COUNT)],
  ['punctuation inside a word', `x${'-'.repeat(CHARACTER_COUNT - 2)}x`],
  ['signs inside a word', `x${'+'.repeat(CHARACTER_COUNT - 2)}x`],
  ['letters and signs in turn', 'a-'.repeat(CHARACTER_COUNT / 2)],
  ['one word', 'a'.repeat(CHARACTER_COUNT)],
  ['text without spaces', '東'.repeat(CHARACTER_COUNT)],
  ['unspaced and spaced text in turn', '東a'.repeat(CHARACTER_COUNT / 2)],
  ['short words', 'é '.repeat(CHARACTER_COUNT / 2)],
])('indexEntry indexes a text of 10,000 characters in less than 1 second of CPU time: %s', (_, text) => {
  const fields = plugFieldsFrom({ firstName: 'A', lastName: 'B', notes: text, connectReason: text });
  const cpuBefore = process.cpuUsage();
  indexEntry(1, 'target', fields);
  const { user, system } = process.cpuUsage(cpuBefore);
  expect((user + system) / 1000).toBeLessThan(CPU_LIMIT_MS);
});
