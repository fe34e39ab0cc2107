/**
 * The actions in the header of the page of one account. A deactivation is confirmed in a dialog, or on a page if the
 * browser runs no script. The end of all sessions is confirmed on a page. The other actions need no confirmation.
 */
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { ConfirmDialog, Menu, MenuItem } from '../../components/menus.tsx';
import { DEACTIVATION } from './confirmations.ts';
import { ACCOUNTS_PATH } from './list.tsx';

/** The buttons and the menu. The only action on a deleted account is to restore the account. */
export function AccountActions({ account, isLocked }: { account: AccountRow; isLocked: boolean }) {
  const path = `${ACCOUNTS_PATH}/${account.number}`;
  if (account.deletedAtMs !== null) {
    return <ActionForm path={`${path}/restore`} icon="history" label="Restore" isPrimary />;
  }
  return (
    <>
      {isLocked && <ActionForm path={`${path}/unlock`} icon="lock-open" label="Unlock" isPrimary />}
      {account.isActive ? (
        <>
          <a class="button danger" href={`${path}/deactivate`} data-dialog="#deactivate">
            <Icon name="ban" />
            Deactivate
          </a>
          <ConfirmDialog
            id="deactivate"
            title={`${DEACTIVATION.title} ${account.username}?`}
            text={DEACTIVATION.text}
            action={`${path}/deactivate`}
            cancelLabel="Cancel"
            confirmLabel={DEACTIVATION.buttonLabel}
          />
        </>
      ) : (
        <ActionForm path={`${path}/activate`} icon="circle-check" label="Activate" isPrimary />
      )}
      <button
        class="button icon-button"
        aria-label="More actions"
        type="button"
        popovertarget="account-actions"
      >
        <Icon name="ellipsis" />
      </button>
      <Menu id="account-actions">
        {!account.isVerified && account.email !== null && (
          <MenuActionForm path={`${path}/verify`} icon="circle-check" label="Mark e-mail as verified" />
        )}
        {account.passwordHash === null && account.email !== null && account.isActive && (
          <MenuActionForm path={`${path}/invite`} icon="send" label="Send a new invitation" />
        )}
        {!isLocked && (
          <MenuActionForm path={`${path}/unlock`} icon="lock-open" label="Reset failed sign-ins" />
        )}
        <MenuItem href={`${path}/end-sessions`} icon="log-out">
          End all sessions
        </MenuItem>
      </Menu>
    </>
  );
}

interface ActionFormProps {
  path: string;
  icon: IconName;
  label: string;
}

function ActionForm({ path, icon, label, isPrimary = false }: ActionFormProps & { isPrimary?: boolean }) {
  return (
    <form method="post" action={path}>
      <button class={isPrimary ? 'button primary' : 'button'} type="submit">
        <Icon name={icon} />
        {label}
      </button>
    </form>
  );
}

function MenuActionForm({ path, icon, label }: ActionFormProps) {
  return (
    <form method="post" action={path}>
      <button class="menu-item" type="submit">
        <Icon name={icon} />
        {label}
      </button>
    </form>
  );
}
