/**
 * The routes that delete the account after a proof of identity: the password or, without a password, a recent
 * sign-in.
 */
import { deleteOwnAccountWithProof } from '../../../../core/privacy/delete-account.ts';
import { requireAccess } from '../../../../core/request/access.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { clearSiteCache } from '../../../../http/policies/clear-site-cache.ts';
import { newRouter } from '../../../../http/router.ts';
import { removeCookie, SESSION_COOKIE } from '../../cookies.ts';
import { blankForm } from '../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../forms.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { password } from '../account-fields.ts';
import { signInPath } from '../next-path.ts';
import { DeletePage } from './delete-form.tsx';

/** The password is optional, because an account may have no password. */
const deletionSchema = z.object({ current_password: password.optional() });

export const deletePages = newRouter();

const show: ShowForm = async (c, form, status) => {
  const account = await requireAccess(c.get('ctx'));
  return renderPage(c, 'Delete this account', <DeletePage form={form} account={account} />, status);
};

deletePages.get('/web/account/delete', requirePageSession, (c) => show(c, blankForm(), 200));

deletePages.post('/web/account/delete', requirePageSession, validForm(deletionSchema, show), (c) =>
  submit(c, show, async () => {
    await deleteOwnAccountWithProof(c.var.ctx, { password: c.req.valid('form').current_password });
    removeCookie(c, SESSION_COOKIE);
    clearSiteCache(c);
    return redirectTo(c, signInPath(undefined, 'account-deleted'));
  }),
);
