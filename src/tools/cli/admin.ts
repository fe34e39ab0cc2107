/**
 * `npm run admin -- --email <address> [--create] [--remote] [--url <origin>]`: makes an account an administrator and
 * marks its address as verified. With `--create`, a missing account is created, and a one-time link to set the password
 * is printed for an account without a password. With `--remote`, the account is in the remote database. `--url` is the
 * origin of the link. Without `--url`, the link has a default origin, or a placeholder with `--remote`.
 */
import { parseArgs } from 'node:util';
import { appointAdministrator } from '../../core/administration/appoint-administrator.ts';
import { accountLink } from '../../core/request/account-link.ts';
import { canonicalEmail } from '../../rules/accounts/email-address.ts';
import { noCost } from '../../rules/cost.ts';
import { openDatabase } from '../../store/database/database.ts';
import { locationFrom } from './database/d1.ts';
import { withDatabase } from './database/open-database.ts';
import { exitWithError, prepareProcess } from './tools.ts';

const USAGE = 'Usage: npm run admin -- --email <address> [--create] [--remote] [--url <origin>]';

prepareProcess();
const { values } = parseArgs({
  options: {
    email: { type: 'string' },
    create: { type: 'boolean', default: false },
    remote: { type: 'boolean', default: false },
    url: { type: 'string' },
  },
});
const email = canonicalEmail(values.email ?? '');
if (email === null) exitWithError(USAGE);
const request = { address: null, userAgent: 'npm run admin', country: null };
const { outcome, invitationToken, wasUnverified } = await withDatabase(
  locationFrom(process.argv),
  (binding) =>
    appointAdministrator(
      { database: openDatabase(binding, noCost()), nowMs: Date.now(), request },
      { email, createsMissingAccount: values.create },
    ),
);
if (outcome === 'not_found') exitWithError(`${email} has no account. Create it with --create.`);
console.log(`${email} is an administrator${outcome === 'created' ? ', with a new account' : ''}.`);
if (wasUnverified) {
  console.log(
    'Its address had not been verified. Make sure that you own the address, and reset the password of the account.',
  );
}
if (invitationToken) {
  const { url } = values;
  console.log('Set the password with this link. The link can be used once, within 7 days:');
  console.log(
    url || !values.remote
      ? accountLink({ publicUrl: url }, 'invitation', invitationToken)
      : `<PUBLIC_URL of the deployment>/account/invitation/${invitationToken}`,
  );
}
