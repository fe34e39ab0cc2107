/** The ways to sign in. Each one is an item of the list: the link with Telegram is added after the password. */
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { List, ListItem } from '../../components/cards.tsx';
import { IconDisc } from '../../components/marks.tsx';

export function SignInSection({ account }: { account: AccountRow }) {
  return (
    <div class="card">
      <List>
        <PasswordItem hasPassword={account.passwordHash !== null} />
        {account.plexId !== null && (
          <ListItem
            mark={<IconDisc icon="external-link" />}
            title={<b>Plex</b>}
            text="Linked. You can sign in with it."
          />
        )}
      </List>
    </div>
  );
}

function PasswordItem({ hasPassword }: { hasPassword: boolean }) {
  return (
    <ListItem
      mark={<IconDisc icon="lock" />}
      title={<b>Password</b>}
      text={
        hasPassword
          ? 'A change signs out all other devices.'
          : 'Not set. A code by e-mail sets the first one.'
      }
      action={
        hasPassword ? (
          <a class="button small-button" href="/web/account/password">
            Change
          </a>
        ) : (
          <a class="button small-button" href="/web/reset">
            Set a password
          </a>
        )
      }
    />
  );
}
