/** The page that creates an account. */
import { registerAccount } from '../../../core/sign-in/register-account.ts';
import * as z from '../../../http/openapi/zod.ts';
import { newRouter } from '../../../http/router.ts';
import { TextField } from '../components/fields.tsx';
import { CardPage } from '../components/layouts.tsx';
import { blankForm, type FormState } from '../form-state.ts';
import { type ShowForm, submit, validForm } from '../forms.ts';
import { redirectTo, renderPage } from '../render.ts';
import { hasPageToken, PAGE_CLIENT, startSession } from '../session.ts';
import { email, next, password } from './account-fields.ts';
import { CardForm } from './card-form.tsx';
import { nextPath, signInPath } from './next-path.ts';

const signUpForm = z.object({ email, password, next });

export const signUpPages = newRouter();

const showSignUp: ShowForm = (c, form, status) =>
  renderPage(c, 'Create an account', <SignUpPage form={form} />, status);

signUpPages.get('/web/sign-up', async (c) => {
  const wanted = nextPath(c.req.query('next'));
  if (await hasPageToken(c)) return redirectTo(c, wanted);
  return showSignUp(c, blankForm({ next: wanted }), 200);
});

signUpPages.post('/web/sign-up', validForm(signUpForm, showSignUp), (c) =>
  submit(c, showSignUp, async () => {
    const { email: address, password: chosenPassword, next: wanted } = c.req.valid('form');
    const { tokens } = await registerAccount(c.var.ctx, {
      email: address,
      password: chosenPassword,
      passwordStyle: 'django',
      client: PAGE_CLIENT,
    });
    startSession(c, tokens);
    const path = nextPath(wanted);
    return redirectTo(c, path === '/web' ? '/web?notice=welcome' : path);
  }),
);

function SignUpPage({ form }: { form: FormState }) {
  const wanted = form.values.next ?? '';
  const foot = (
    <>
      Do you have an account? <a href={signInPath(wanted)}>Sign in</a>
    </>
  );
  return (
    <CardPage title="Create an account" foot={foot}>
      <CardForm action="/web/sign-up" form={form} buttonLabel="Create account">
        <input type="hidden" name="next" value={wanted} />
        <TextField
          name="email"
          label="E-mail"
          form={form}
          input={{ type: 'email', autocomplete: 'username', required: true }}
        />
        <TextField
          name="password"
          label="Password"
          form={form}
          hint="At least 8 characters. Not a common password, not only digits."
          input={{ type: 'password', autocomplete: 'new-password', minlength: 8, required: true }}
        />
      </CardForm>
    </CardPage>
  );
}
