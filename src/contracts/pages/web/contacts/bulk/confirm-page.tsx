/**
 * The confirmation page of a deletion. The page is shown if the number of matching contacts has changed since the form
 * was shown.
 */
import type { CallerAccount } from '../../../../../core/request/access.ts';
import { CardBody, CardFooter } from '../../../components/cards.tsx';
import { formatCount } from '../../../components/figures.tsx';
import { AppPage } from '../../../components/layouts.tsx';
import { personOf } from '../../person.ts';
import { LIST_PATH, type ListState, listPath } from '../list/list-state.ts';
import { contactsInWords } from '../write-report.tsx';
import { BULK_PATH, listField } from './bulk-form.ts';

interface DeletionConfirmPageProps {
  account: CallerAccount;
  /** The search and the filters of the contacts that are to be deleted. */
  state: ListState;
  /** The number of matching contacts when the form was shown. */
  previousCount: number;
  /** The number of contacts that match now. */
  currentCount: number;
}

export function DeletionConfirmPage({
  account,
  state,
  previousCount,
  currentCount,
}: DeletionConfirmPageProps) {
  const count = contactsInWords(currentCount);
  return (
    <AppPage
      title={`Delete ${count}?`}
      lead="Nothing has been deleted yet."
      person={personOf(account)}
      current={LIST_PATH}
      isMedium
    >
      <form class="card" method="post" action={BULK_PATH}>
        <input type="hidden" name="list" value={listField(state)} />
        <input type="hidden" name="matching" value={String(currentCount)} />
        <CardBody>
          <p role="status">
            The list has changed since it was shown: {formatCount(currentCount)} instead of{' '}
            {formatCount(previousCount)} {previousCount === 1 ? 'contact matches' : 'contacts match'} now.
          </p>
        </CardBody>
        <CardFooter>
          <a class="button" href={listPath({ ...state, select: 'matching' })}>
            Show the contacts
          </a>
          <button class="button primary danger" type="submit" name="action" value="delete">
            Delete {count}
          </button>
        </CardFooter>
      </form>
    </AppPage>
  );
}
