/** The list of accounts, and the form that creates an account. */
import { zValidator } from '@hono/zod-validator';
import { browseAccounts } from '../../../../core/administration/browse-accounts.ts';
import { createAccount } from '../../../../core/administration/create-account.ts';
import { limitBody } from '../../../../http/limit-body.ts';
import { newRouter } from '../../../../http/router.ts';
import { blankForm } from '../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../forms.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { withNotice } from '../notices.tsx';
import { accountListQuery, newAccountForm } from './fields.ts';
import { ACCOUNTS_PATH, AccountsPage } from './list.tsx';
import { NewAccountPage } from './new-account.tsx';

export const accountListPages = newRouter();

accountListPages.get(ACCOUNTS_PATH, zValidator('query', accountListQuery), async (c) => {
  const query = c.req.valid('query');
  const { search, state, role: kind, cursor } = query;
  const page = await browseAccounts(c.var.ctx, { search, state, kind, cursor });
  const { administrator, ctx } = c.var;
  const body = <AccountsPage administrator={administrator} query={query} page={page} nowMs={ctx.nowMs} />;
  return renderPage(c, 'Accounts', body);
});

const show: ShowForm = (c, form, status) =>
  renderPage(c, 'New account', <NewAccountPage administrator={c.get('administrator')} form={form} />, status);

accountListPages.get(`${ACCOUNTS_PATH}/new`, (c) => show(c, blankForm({ role: 'user' }), 200));

accountListPages.post(`${ACCOUNTS_PATH}/new`, limitBody(), validForm(newAccountForm, show), (c) =>
  submit(c, show, async () => {
    const { email, first_name: firstName, last_name: lastName, role } = c.req.valid('form');
    const number = await createAccount(c.var.ctx, { email, firstName, lastName, role });
    return redirectTo(c, withNotice(`${ACCOUNTS_PATH}/${number}`, 'created'));
  }),
);
