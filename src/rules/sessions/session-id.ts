/**
 * The id of a session is an integer that contains the number of its account. The account's object assigns the other
 * part, so ids are unique without a central sequence. A signed `sid` therefore also identifies the owner. Pure.
 */

/**
 * The maximum number of sessions that one account can begin: 4,194,304. With account numbers below 2^31, ids are exact
 * in a double.
 */
const SESSIONS_PER_ACCOUNT = 2 ** 22;

/**
 * The id of a session from the number of its account and its position in the sequence of that account.
 * @throws RangeError when the sequence of the account is used up or the id would lose precision
 */
export function sessionId(accountNumber: number, sequence: number): number {
  if (sequence >= SESSIONS_PER_ACCOUNT) throw new RangeError('This account has begun too many sessions');
  const id = accountNumber * SESSIONS_PER_ACCOUNT + sequence;
  if (!Number.isSafeInteger(id)) throw new RangeError('Account number too large for a session id');
  return id;
}

/** The number of the account that a session id belongs to. */
export function accountNumberOf(id: number): number {
  return Math.floor(id / SESSIONS_PER_ACCOUNT);
}

/** The position of a session in the sequence of its account. */
export function sequenceOf(id: number): number {
  return id % SESSIONS_PER_ACCOUNT;
}

const SEQUENCE_START_MS = Date.UTC(2026, 0, 1);
const SEQUENCE_STEP_MS = 10 * 60_000;

/**
 * Returns a position in the sequence that no earlier session has, for an account whose sequence was lost. A token of an
 * earlier session must not identify a new session. The result is the number of ten-minute intervals since 2026. An
 * account is assumed to have fewer sign-ins than this number.
 */
export function firstUnusedSequence(nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - SEQUENCE_START_MS) / SEQUENCE_STEP_MS));
}
