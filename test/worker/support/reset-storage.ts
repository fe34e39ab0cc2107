/**
 * Runs before each test file. The files share one runtime, because the start of the worker takes longer than the tests
 * of most files. Each file begins with empty storage, the real clock and no mocks. The modules of the worker stay loaded
 * between files, so every state of a module that depends on the clock or on stored data must be reset here.
 */
import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { resetIncarnations } from '../../../src/core/request/incarnation.ts';

const { DB, TEST_MIGRATIONS } = env as unknown as {
  DB: D1Database;
  TEST_MIGRATIONS: Parameters<typeof applyD1Migrations>[1];
};
vi.useRealTimers();
vi.restoreAllMocks();
resetIncarnations();
await reset();
await applyD1Migrations(DB, TEST_MIGRATIONS);
