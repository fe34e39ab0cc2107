/**
 * A session's id is an integer that carries its account's number. It is unique without asking anybody:
 * the account's own object counts the rest. A signed `sid` therefore also names the owner's rows. Pure.
 */

/** Sessions one account can begin in its life: 4,194,304. Numbers up to 2^31 stay exact in a double. */
const SESSIONS_PER_ACCOUNT = 2 ** 22;

/** @throws RangeError when the account has used up its sequence or the id would lose precision */
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
