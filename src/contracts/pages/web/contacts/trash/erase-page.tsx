/** The confirmation page for the permanent deletion of contacts in the trash. */
import type { CallerAccount } from '../../../../../core/request/access.ts';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Card, CardFooter, List, ListItem } from '../../../components/cards.tsx';
import { AppPage } from '../../../components/layouts.tsx';
import { Avatar } from '../../../components/marks.tsx';
import { personOf } from '../../person.ts';
import { contactsInWords } from '../write-report.tsx';
import { ERASE_PATH, TRASH_PATH } from './trash-paths.ts';

export function ErasePage({ account, plugs }: { account: CallerAccount; plugs: PlugRow[] }) {
  const isOne = plugs.length === 1;
  const countText = contactsInWords(plugs.length);
  return (
    <AppPage
      title={`Delete ${countText} for good?`}
      lead={`The history of ${isOne ? 'this contact' : 'these contacts'} is also deleted. This cannot be undone.`}
      person={personOf(account)}
      current={TRASH_PATH}
      isMedium
    >
      <form method="post" action={ERASE_PATH}>
        <Card id="erased" title={isOne ? 'This contact will be deleted' : 'These contacts will be deleted'}>
          <List>
            {plugs.map((plug) => (
              <ListItem
                key={plug.id}
                mark={<Avatar id={plug.id} name={fullName(plug)} />}
                title={
                  <b>
                    <bdi>{fullName(plug)}</bdi>
                  </b>
                }
                text={plug.company && <bdi>{plug.company}</bdi>}
                action={<input type="hidden" name="ids" value={plug.id} />}
              />
            ))}
          </List>
          <CardFooter>
            <a class="button" href={TRASH_PATH}>
              {isOne ? 'Keep it' : 'Keep them'}
            </a>
            <button class="button primary danger" type="submit">
              Delete {countText}
            </button>
          </CardFooter>
        </Card>
      </form>
    </AppPage>
  );
}
