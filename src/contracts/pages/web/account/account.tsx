/** The routes of the account page, and of its forms for the profile and for the single-key shortcuts. */
import { readAccountOverview } from '../../../../core/accounts/read-account-overview.ts';
import { setTimeZone } from '../../../../core/accounts/set-time-zone.ts';
import { updateProfile } from '../../../../core/accounts/update-profile.ts';
import { userOf } from '../../../../core/request/access.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../http/router.ts';
import { singleLine } from '../../../../http/wire-fields.ts';
import { blankForm } from '../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../forms.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { noticeOf } from '../notices.ts';
import { AccountPage } from './account-page.tsx';

const MAX_NAME_CHARACTERS = 100;
const MAX_USERNAME_CHARACTERS = 150;

const profileSchema = z.object({
  first_name: singleLine('First name', MAX_NAME_CHARACTERS),
  last_name: singleLine('Last name', MAX_NAME_CHARACTERS),
  username: singleLine('User name', MAX_USERNAME_CHARACTERS).optional(),
  time_zone: z.string('Choose a time zone from the list.'),
});
/** Browsers send the field of a checkbox only if the checkbox is checked. */
const shortcutsSchema = z.object({ single_keys: z.literal('on').optional() });

export const accountPages = newRouter();

/**
 * Shows the account page. `form` is the state of the form that was sent. If no form was sent, the state has no values,
 * but it can have a notice as its message.
 */
export const showAccount: ShowForm = async (c, form, status) => {
  const ctx = c.get('ctx');
  const overview = await readAccountOverview(ctx);
  const page = (
    <AccountPage overview={overview} form={form} currentId={userOf(ctx).sessionId} nowMs={ctx.nowMs} />
  );
  return renderPage(c, 'Account', page, status);
};

accountPages.get('/web/account', requirePageSession, (c) => {
  const message = noticeOf(c.req.query('notice'));
  return showAccount(c, message ? { ...blankForm(), message } : blankForm(), 200);
});

accountPages.post('/web/account', requirePageSession, validForm(profileSchema, showAccount), (c) =>
  submit(c, showAccount, async () => {
    const { first_name: firstName, last_name: lastName, username, time_zone: timeZone } = c.req.valid('form');
    const account = await updateProfile(c.var.ctx, { firstName, lastName, username: username || undefined });
    if (account.timeZone !== timeZone) await setTimeZone(c.var.ctx, { timeZone });
    return redirectTo(c, '/web/account?notice=saved');
  }),
);

accountPages.post(
  '/web/account/shortcuts',
  requirePageSession,
  validForm(shortcutsSchema, showAccount),
  (c) =>
    submit(c, showAccount, async () => {
      const singleKeys = c.req.valid('form').single_keys === 'on';
      await updateProfile(c.var.ctx, { preferences: { singleKeys } });
      return redirectTo(c, '/web/account?notice=saved#keyboard');
    }),
);
