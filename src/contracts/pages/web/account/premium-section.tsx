/**
 * The section that explains premium access and shows whether the account has it. The field `upgrade_url` of the API
 * contains the URL of the account page.
 */
import { isPremium } from '../../../../rules/accounts/premium.ts';
import { exactTime } from '../../../../rules/time-in-words.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { List, ListItem } from '../../components/cards.tsx';
import { Badge, IconDisc } from '../../components/marks.tsx';

export function PremiumSection({ account, nowMs }: { account: AccountRow; nowMs: number }) {
  const isActive = isPremium(account, nowMs);
  return (
    <div class="card">
      <List>
        <ListItem
          mark={<IconDisc icon="crown" {...(isActive && { tone: 'violet' as const })} />}
          title={
            <>
              <b>Premium access</b>{' '}
              {isActive ? <Badge tone="violet">Active</Badge> : <Badge>Not active</Badge>}
            </>
          }
          text={stateText(account, isActive)}
          action={
            <a class="button small-button" href="/web/reading">
              Passages
            </a>
          }
        />
      </List>
      <p class="card-footer small">
        Premium access includes every passage with the premium mark, its questions and your progress, here and
        in the apps. Contacts do not need premium access. Administrators of this service give premium access.
      </p>
    </div>
  );
}

function stateText({ premiumUntilMs, timeZone }: AccountRow, isActive: boolean): string {
  if (!isActive) return 'Ask an administrator of this service for premium access.';
  return premiumUntilMs === null ? 'Without an end date.' : `Until ${exactTime(premiumUntilMs, timeZone)}.`;
}
