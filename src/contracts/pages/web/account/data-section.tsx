/** The data of the account: the deletion of the account. */
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { List, ListItem } from '../../components/cards.tsx';
import { DialogLink } from '../../components/menus.tsx';
import { DeleteDialog } from './delete-form.tsx';

interface DataSectionProps {
  account: AccountRow;
  /** The number of contacts and targets. */
  plugs: number;
}

export function DataSection({ account, plugs }: DataSectionProps) {
  return (
    <>
      <div class="card">
        <List>
          <ListItem
            title={<b>Delete this account</b>}
            text="An administrator can restore it for 30 days. After that everything is erased."
            action={
              <DialogLink dialog="delete-account" page="/web/account/delete">
                Delete account
              </DialogLink>
            }
          />
        </List>
      </div>
      <DeleteDialog account={account} plugs={plugs} />
    </>
  );
}
