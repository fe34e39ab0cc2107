/** The time to index a text grows with its length, not with the square of its length. */
import { expect, it } from 'vitest';
import { plugFieldsFrom } from '../../../src/rules/plugs/plug.ts';
import { indexEntry } from '../../../src/rules/plugs/search-index.ts';

const LENGTH = 10_000;
/** A linear implementation needs less than 100 ms. A quadratic implementation needs several seconds. */
const MAX_CPU_MS = 1_000;

it.each([
  ['signs only', '😀'.repeat(LENGTH)],
  ['punctuation inside a word', `x${'-'.repeat(LENGTH - 2)}x`],
  ['signs inside a word', `x${'+'.repeat(LENGTH - 2)}x`],
  ['letters and signs in turn', 'a-'.repeat(LENGTH / 2)],
  ['one word', 'a'.repeat(LENGTH)],
  ['text without spaces', '東'.repeat(LENGTH)],
  ['unspaced and spaced text in turn', '東a'.repeat(LENGTH / 2)],
  ['short words', 'é '.repeat(LENGTH / 2)],
])('indexes a text in linear time: %s', (_, text) => {
  const fields = plugFieldsFrom({ firstName: 'A', lastName: 'B', notes: text, connectReason: text });
  const before = process.cpuUsage();
  indexEntry(1, 'target', fields);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(MAX_CPU_MS);
});
