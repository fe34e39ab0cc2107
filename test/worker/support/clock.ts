/** The clock of tests that depend on time. */
import { afterEach, beforeEach, vi } from 'vitest';
import { START } from './golden.ts';

/** Sets the clock to `START` before each test of the file. Time passes only when a test advances the clock. */
export function useTestClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
