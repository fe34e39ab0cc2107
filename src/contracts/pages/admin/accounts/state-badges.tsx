/** The state and the rights of an account as badges. */
import { hasExpired } from '../../../../rules/accounts/account-expiry.ts';
import { isPremium } from '../../../../rules/accounts/premium.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { Badge } from '../../components/marks.tsx';

/**
 * The most important state of an account. `isLocked` is a parameter, because only the Durable Object of the account
 * stores the lock. Without `isLocked`, a locked account is shown as active.
 */
export function StateBadge({ account, isLocked = false, nowMs }: BadgeProps & { isLocked?: boolean }) {
  if (account.deletedAtMs !== null) return <Badge icon="trash-2">Deleted</Badge>;
  if (!account.isActive) {
    return (
      <Badge tone="danger" icon="ban">
        Deactivated
      </Badge>
    );
  }
  if (hasExpired(account, nowMs)) {
    return (
      <Badge tone="warning" icon="calendar-clock">
        Expired
      </Badge>
    );
  }
  if (isLocked) {
    return (
      <Badge tone="warning" icon="lock">
        Locked
      </Badge>
    );
  }
  return <Badge tone="success">Active</Badge>;
}

interface BadgeProps {
  account: AccountRow;
  nowMs: number;
}

/**
 * The badges for the administrator role and for premium access; nothing for an account that has neither. An account
 * that is an administrator only by the configuration has no badge for the role.
 */
export function RightsBadges({ account, nowMs }: BadgeProps) {
  const badges = [
    account.role === 'admin' && (
      <Badge tone="violet" icon="shield-check">
        Admin
      </Badge>
    ),
    isPremium(account, nowMs) && (
      <Badge tone="info" icon="crown">
        Premium
      </Badge>
    ),
  ].filter(Boolean);
  return badges.length > 0 ? <span class="cluster">{badges}</span> : null;
}
