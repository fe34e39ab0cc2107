/** The vertical scale of the charts. */
import { expect, it } from 'vitest';
import { gridValues, LARGE_PLOT, yOf } from '../../../src/contracts/pages/components/charts/scale.ts';

it.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [4, [0, 1, 2, 3, 4]],
  [5, [0, 2, 4, 6]],
  [65, [0, 20, 40, 60, 80]],
  [100, [0, 50, 100]],
  [1284, [0, 500, 1000, 1500]],
])('the grid for values up to %i has the lines %j', (largest, lines) => {
  const grid = gridValues(largest);
  expect(grid).toEqual(lines);
  expect(grid.at(-1)).toBeGreaterThanOrEqual(largest);
});

it('yOf puts zero at the bottom, the largest value at the top, and other values in proportion', () => {
  expect(yOf(0, 80, LARGE_PLOT)).toBe(180);
  expect(yOf(80, 80, LARGE_PLOT)).toBe(6);
  expect(yOf(20, 80, LARGE_PLOT)).toBe(136.5);
});
