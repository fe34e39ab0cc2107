/** Creates the parts of an account's object. */
import type { AccountDecision } from '../../rules/accounts/account-decision.ts';
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import type { AccountDatabase } from '../environment.ts';
import { Guard } from '../guard.ts';
import { GuardAttempts } from '../guard-attempts.ts';
import { GuardStore, SELF } from '../guard-store.ts';
import { applySchema } from '../schema-steps.ts';
import { AccountChanges } from './changes.ts';
import { AccountDecisions } from './decisions.ts';
import { AccountIncarnation } from './incarnation.ts';
import { AccountPasswords } from './passwords.ts';
import { AccountProofs } from './proofs.ts';
import { ACCOUNT_SCHEMA } from './schema.ts';
import { SessionStore } from './session-store.ts';
import { AccountSessions } from './sessions.ts';
import { AccountValues } from './values.ts';

export type AccountParts = ReturnType<typeof createAccountParts>;

/**
 * Creates the missing tables and the parts. `database` and `binding` are functions, so that the D1 functions and the D1
 * binding are looked up at each use.
 */
export function createAccountParts(
  state: DurableObjectState,
  kv: KVNamespace,
  { database, binding }: { database: () => AccountDatabase; binding: () => D1Database },
) {
  const { storage } = state;
  const { sql } = storage;
  applySchema(sql, ACCOUNT_SCHEMA);
  const waitUntil = (work: Promise<unknown>) => state.waitUntil(work);
  const guardStore = new GuardStore(sql);
  const attempts = new GuardAttempts(sql);
  const values = new AccountValues(sql);
  const proofs = new AccountProofs(sql, values);
  const write = (all: AccountChange[]) => database().applyChanges(binding(), all);
  const changes = new AccountChanges(storage, write);
  const sessions = new AccountSessions({ store: new SessionStore(sql), values, changes, kv, waitUntil });
  const apply = (decision: AccountDecision) => database().applyDecision(binding(), decision);
  const recover = (owner: number, nowMs: number) => database().recover(binding(), owner, nowMs);
  const readIncarnation = () => database().readIncarnation(binding());
  return {
    guardStore,
    attempts,
    guard: new Guard({ store: guardStore, attempts, kv, storedSubject: () => SELF, waitUntil }),
    sessions,
    proofs,
    passwords: new AccountPasswords({ guardStore, attempts, sessions, proofs, changes }),
    changes,
    incarnation: new AccountIncarnation({ sql, values, recover, readIncarnation }),
    decisions: new AccountDecisions({ storage, sessions, changes, apply }),
  };
}
