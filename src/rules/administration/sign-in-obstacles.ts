/** The reasons why the owner of an account cannot sign in. Pure. */
import { hasExpired } from '../accounts/account-expiry.ts';

export type SignInObstacle =
  | { kind: 'deleted'; atMs: number }
  | { kind: 'deactivated' }
  | { kind: 'expired'; atMs: number }
  /** The account has neither a password nor a linked Plex account. */
  | { kind: 'no_credentials' }
  /**
   * `networks`: the networks whose attempts are locked. `known` are the networks from which the owner has signed in
   * during the last 90 days. Known and other networks are locked separately. `untilMs`: the end of the later lock.
   */
  | { kind: 'locked'; untilMs: number; networks: 'known' | 'other' | 'all' };

interface ObservedAccount {
  deletedAtMs: number | null;
  isActive: boolean;
  expiresAtMs: number | null;
  passwordHash: string | null;
  plexId: string | null;
}

interface ObservedFailures {
  attemptClass: 'known' | 'other';
  lockedUntilMs: number | null;
}

/** Returns every obstacle. The most permanent obstacle is first. */
export function signInObstacles(
  account: ObservedAccount,
  failures: ObservedFailures[],
  nowMs: number,
): SignInObstacle[] {
  const { deletedAtMs, isActive, expiresAtMs, passwordHash, plexId } = account;
  const lock = lockOf(failures, nowMs);
  return [
    ...(deletedAtMs === null ? [] : [{ kind: 'deleted', atMs: deletedAtMs } as const]),
    ...(isActive ? [] : [{ kind: 'deactivated' } as const]),
    ...(expiresAtMs !== null && hasExpired({ expiresAtMs }, nowMs)
      ? [{ kind: 'expired', atMs: expiresAtMs } as const]
      : []),
    ...(passwordHash === null && plexId === null ? [{ kind: 'no_credentials' } as const] : []),
    ...(lock ? [lock] : []),
  ];
}

function lockOf(failures: ObservedFailures[], nowMs: number): SignInObstacle | null {
  const locks = failures.flatMap(({ attemptClass, lockedUntilMs }) =>
    lockedUntilMs !== null && lockedUntilMs > nowMs ? [{ attemptClass, lockedUntilMs }] : [],
  );
  const [first] = locks;
  if (!first) return null;
  const untilMs = Math.max(...locks.map(({ lockedUntilMs }) => lockedUntilMs));
  return { kind: 'locked', untilMs, networks: locks.length > 1 ? 'all' : first.attemptClass };
}
