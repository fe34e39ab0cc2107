/** The tables of an account's object, in the order of their steps. */
import { ATTEMPTS_SCHEMA, FAILED_IDENTIFIERS_SCHEMA } from '../guard-attempts.ts';
import { GUARD_SCHEMA, OTP_TRIES_SCHEMA } from '../guard-store.ts';
import { CHANGES_SCHEMA, DECISIONS_SCHEMA } from './changes.ts';
import { PENDING_DECISION_SCHEMA } from './decisions.ts';
import { PROOFS_SCHEMA } from './proofs.ts';
import { SESSION_KINDS_SCHEMA, SESSIONS_SCHEMA } from './session-store.ts';
import { VALUES_SCHEMA } from './values.ts';

export const ACCOUNT_SCHEMA = [
  GUARD_SCHEMA,
  VALUES_SCHEMA,
  SESSIONS_SCHEMA,
  PROOFS_SCHEMA,
  CHANGES_SCHEMA,
  ATTEMPTS_SCHEMA,
  OTP_TRIES_SCHEMA,
  FAILED_IDENTIFIERS_SCHEMA,
  DECISIONS_SCHEMA,
  PENDING_DECISION_SCHEMA,
  SESSION_KINDS_SCHEMA,
];
