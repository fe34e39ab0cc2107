/** Each step of an object's schema has a number. An object does not run a step whose number it already reached. */
import { expect, it } from 'vitest';
import { ACCOUNT_SCHEMA } from '../../../src/objects/account/schema.ts';

it('the steps of the account object have unique and ascending numbers', () => {
  const steps = ACCOUNT_SCHEMA.map(({ step }) => step);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
});
