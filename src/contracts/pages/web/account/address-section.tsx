/**
 * The section of the e-mail address: its state, and the forms that start a verification and a change of the address. If
 * an account with an address has started a change, the section links to the form for the code.
 */
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { CardBody, CardFooter, List, ListItem } from '../../components/cards.tsx';
import { TextField } from '../../components/fields.tsx';
import { Badge, IconDisc } from '../../components/marks.tsx';
import type { FormState } from '../../form-state.ts';

export function AddressSection({ account, form }: { account: AccountRow; form: FormState }) {
  const { email, isVerified, pendingEmail } = account;
  return (
    <div class="card">
      {email !== null && (
        <List>
          <ListItem
            mark={<IconDisc icon="mail" tone={isVerified ? 'success' : 'warning'} />}
            title={
              <>
                <b>{email}</b>{' '}
                <Badge tone={isVerified ? 'success' : 'warning'}>
                  {isVerified ? 'Verified' : 'Not verified'}
                </Badge>
              </>
            }
            text={
              isVerified
                ? 'Notices about your account go to this address.'
                : 'Enter a code to confirm that this is your address.'
            }
            action={!isVerified && <VerifyButton />}
          />
          {pendingEmail !== null && (
            <ListItem
              mark={<IconDisc icon="clock" />}
              title={<b>{pendingEmail}</b>}
              text="Enter the code that was sent to this address."
              action={
                <a class="button small-button" href="/web/account/address">
                  Enter the code
                </a>
              }
            />
          )}
        </List>
      )}
      <form method="post" action="/web/account/address">
        <CardBody>
          <TextField
            name="new_email"
            label="New address"
            form={form}
            hint={
              email === null
                ? 'The new address gets a code.'
                : 'The new address gets a code. The old address gets a link, valid for 7 days, to revert the change.'
            }
            input={{ type: 'email', autocomplete: 'email', required: true }}
          />
        </CardBody>
        <CardFooter>
          <button class="button" type="submit">
            Change address
          </button>
        </CardFooter>
      </form>
    </div>
  );
}

function VerifyButton() {
  return (
    <form method="post" action="/web/account/verify">
      <button class="button small-button" type="submit">
        Send a code
      </button>
    </form>
  );
}
