/** The section "Your data" of the account page. It contains the deletion of the account. */
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { List, ListItem } from '../../components/cards.tsx';
import { DialogLink } from '../../components/menus.tsx';
import { DeleteDialog } from './delete-form.tsx';

interface DataSectionProps {
  account: AccountRow;
  /** The number of contacts and targets that are not in the trash. */
  plugCount: number;
}

export function DataSection({ account, plugCount }: DataSectionProps) {
  return (
    <>
      <div class="card">
        <List>
          <ListItem
            title={<b>Delete this account</b>}
            text="An administrator can restore it for 30 days. After that, everything is erased."
            action={
              <DialogLink dialogId="delete-account" pagePath="/web/account/delete">
                Delete account
              </DialogLink>
            }
          />
        </List>
      </div>
      <DeleteDialog account={account} plugCount={plugCount} />
    </>
  );
}
