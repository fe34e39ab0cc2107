/** The form that turns the single-key shortcuts on or off (WCAG 2.2, success criterion 2.1.4). */
import { hasSingleKeys } from '../../../../rules/accounts/preferences.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { CardBody, CardFooter } from '../../components/cards.tsx';
import { CheckField } from '../../components/fields.tsx';
import { blankForm } from '../../form-state.ts';

/** The shortcuts that the setting turns off. components/keyboard.tsx also lists the keys that always work. */
const SINGLE_KEYS = [
  ['/', 'search'],
  ['n', 'new contact'],
  ['j', 'next row'],
  ['k', 'previous row'],
  ['x', 'select the row'],
  ['e', 'edit'],
  ['?', 'list of shortcuts'],
] as const;

export function KeyboardSection({ account }: { account: AccountRow }) {
  const form = blankForm(hasSingleKeys(account.preferences) ? { single_keys: 'on' } : {});
  return (
    <form class="card" method="post" action="/web/account/shortcuts">
      <CardBody>
        <CheckField name="single_keys" label="Use single keys as shortcuts" form={form} />
        <p class="muted small">
          {SINGLE_KEYS.map(([key, effect], index) => (
            <>
              {index > 0 && ', '}
              <kbd>{key}</kbd> {effect}
            </>
          ))}
          . Turn shortcuts off if speech input or a key pressed by accident triggers them.
        </p>
      </CardBody>
      <CardFooter>
        <button class="button" type="submit">
          Save the setting
        </button>
      </CardFooter>
    </form>
  );
}
