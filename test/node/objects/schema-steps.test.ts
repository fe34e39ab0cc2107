/** The numbers of schema steps. A Durable Object runs only the steps above the highest step that has already run. */
import { expect, it } from 'vitest';
import { ACCOUNT_SCHEMA } from '../../../src/objects/account/schema.ts';

it('the steps of the account object have unique and ascending numbers', () => {
  const steps = ACCOUNT_SCHEMA.map(({ step }) => step);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
});
