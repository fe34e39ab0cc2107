/**
 * The section "Sign-in" of the account page: the password, the Plex account if one is linked, and the link with
 * Telegram if a bot is configured or a link exists.
 */
import type { AccountOverview } from '../../../../core/accounts/read-account-overview.ts';
import type { OwnLink } from '../../../../store/telegram/links.ts';
import { List, ListItem } from '../../components/cards.tsx';
import { IconDisc } from '../../components/marks.tsx';

export function SignInSection({ account, telegram }: Pick<AccountOverview, 'account' | 'telegram'>) {
  return (
    <div class="card">
      <List>
        <PasswordItem hasPassword={account.passwordHash !== null} />
        {account.plexId !== null && (
          <ListItem
            mark={<IconDisc icon="external-link" />}
            title={<b>Plex</b>}
            text="Linked. You can sign in with this Plex account."
          />
        )}
        {telegram && <TelegramItem link={telegram.link} />}
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
          : 'Not set. Use a code by e-mail to set a password.'
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

function TelegramItem({ link }: { link: OwnLink | null }) {
  const text = link ? (
    <>
      Linked with <bdi>{telegramNameOf(link)}</bdi>.
    </>
  ) : (
    'Not linked. Link Telegram to add contacts from a chat.'
  );
  return (
    <ListItem
      mark={<IconDisc icon="send" />}
      title={<b>Telegram</b>}
      text={text}
      action={
        <a class="button small-button" href="/web/account/telegram">
          {link ? 'Manage' : 'Link'}
        </a>
      }
    />
  );
}

/** The name of the linked Telegram user: the user name with "@", or the id if the user has no user name. */
export function telegramNameOf({ telegramUsername, telegramUserId }: OwnLink): string {
  return telegramUsername === null ? String(telegramUserId) : `@${telegramUsername}`;
}
