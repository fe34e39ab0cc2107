/** The page on which the user changes the password. */
import { changePassword } from '../../../../core/passwords/change-password.ts';
import { requireAccess } from '../../../../core/request/access.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../http/router.ts';
import { AccountNameField, NewPasswordField, TextField } from '../../components/fields.tsx';
import { CardPage } from '../../components/layouts.tsx';
import { blankForm, type FormState } from '../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../forms.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { password } from '../account-fields.ts';
import { CardForm } from '../card-form.tsx';

const passwordsSchema = z.object({ current_password: password, new_password: password });

export const passwordPages = newRouter();

const show: ShowForm = async (c, form, status) => {
  const { email, username } = await requireAccess(c.get('ctx'));
  const page = <PasswordPage form={form} name={email ?? username} />;
  return renderPage(c, 'Change the password', page, status);
};

passwordPages.get('/web/account/password', requirePageSession, (c) => show(c, blankForm(), 200));

passwordPages.post('/web/account/password', requirePageSession, validForm(passwordsSchema, show), (c) =>
  submit(c, show, async () => {
    const { current_password: currentPassword, new_password: newPassword } = c.req.valid('form');
    await changePassword(c.var.ctx, { currentPassword, newPassword });
    return redirectTo(c, '/web/account?notice=password-replaced');
  }),
);

/** `name` is the account name under which password managers store the password. */
function PasswordPage({ form, name }: { form: FormState; name: string }) {
  return (
    <CardPage title="Change the password" foot={<a href="/web/account#sign-in">Back to the account</a>}>
      <p class="muted">All other devices are signed out.</p>
      <CardForm action="/web/account/password" form={form} buttonLabel="Change the password">
        <AccountNameField name={name} />
        <TextField
          name="current_password"
          label="Current password"
          form={form}
          aside={
            <a class="text-button small" href="/web/reset">
              Forgot it?
            </a>
          }
          input={{ type: 'password', autocomplete: 'current-password', required: true }}
        />
        <NewPasswordField name="new_password" label="New password" form={form} />
      </CardForm>
    </CardPage>
  );
}
