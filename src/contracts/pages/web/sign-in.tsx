/** The routes of the sign-in with a password and of the sign-out. */
import { logIn } from '../../../core/sign-in/log-in.ts';
import * as z from '../../../http/openapi/zod.ts';
import { clearSiteCache } from '../../../http/policies/clear-site-cache.ts';
import { newRouter } from '../../../http/router.ts';
import { DEMO_ADDRESSES, DEMO_PASSWORD } from '../../../rules/accounts/demo-accounts.ts';
import { TextField } from '../components/fields.tsx';
import { Icon } from '../components/icon.tsx';
import { CardPage } from '../components/layouts.tsx';
import { blankForm, type FormState } from '../form-state.ts';
import { type ShowForm, submit, validForm } from '../forms.ts';
import { redirectTo, renderPage } from '../render.ts';
import { endPageSession, hasPageToken, PAGE_CLIENT, startSession } from '../session.ts';
import { email, next, password } from './account-fields.ts';
import { CardForm } from './card-form.tsx';
import { nextPath, signInPath } from './next-path.ts';
import { noticeOf } from './notices.ts';

const signInForm = z.object({ email, password, next });

export const signInPages = newRouter();

/**
 * Shows the sign-in page. On a development server, `as` in the query names a demo account. Its address and password are
 * then filled in.
 */
const showSignIn: ShowForm = (c, form, status) => {
  const { plex, environment } = c.get('ctx').configuration;
  const demoEmail = environment === 'development' ? findDemoAddress(c.req.query('as')) : undefined;
  const page = (
    <SignInPage
      form={demoEmail ? { ...form, values: { ...form.values, email: demoEmail } } : form}
      isPlexOffered={plex.isConfigured}
      demoPassword={demoEmail && DEMO_PASSWORD}
    />
  );
  return renderPage(c, 'Sign in', page, status);
};

signInPages.get('/web/sign-in', async (c) => {
  const wanted = nextPath(c.req.query('next'));
  const message = noticeOf(c.req.query('notice'));
  // Without a notice and without `as`, a browser with a valid token is redirected. With a notice, the page is always
  // shown, because the session of the token may have ended.
  if (!message && !c.req.query('as') && (await hasPageToken(c))) return redirectTo(c, wanted);
  const form = blankForm({ next: wanted });
  return showSignIn(c, message ? { ...form, message } : form, 200);
});

signInPages.post('/web/sign-in', validForm(signInForm, showSignIn), (c) =>
  submit(c, showSignIn, async () => {
    const { email: identifier, password: sentPassword, next: wanted } = c.req.valid('form');
    const { ctx } = c.var;
    const { tokens } = await logIn(ctx, {
      identifier,
      by: 'email',
      password: sentPassword,
      client: PAGE_CLIENT,
    });
    startSession(c, tokens);
    return redirectTo(c, nextPath(wanted));
  }),
);

signInPages.post('/web/sign-out', async (c) => {
  await endPageSession(c);
  clearSiteCache(c);
  return redirectTo(c, signInPath(undefined, 'signed-out'));
});

/** Returns the address of the demo account with this name, or undefined if there is none. */
function findDemoAddress(name: string | undefined): string | undefined {
  return DEMO_ADDRESSES.find((address) => address === `${name}@plugs.test`);
}

interface SignInPageProps {
  form: FormState;
  isPlexOffered: boolean;
  /** The password that is filled in for a demo account. */
  demoPassword?: string | undefined;
}

function SignInPage({ form, isPlexOffered, demoPassword }: SignInPageProps) {
  const wanted = form.values.next ?? '';
  const signUpPath = `/web/sign-up?${new URLSearchParams({ next: wanted })}`;
  const foot = (
    <>
      New here? <a href={signUpPath}>Create an account</a>
    </>
  );
  return (
    <CardPage title="Sign in" foot={foot}>
      <CardForm action="/web/sign-in" form={form} buttonLabel="Sign in">
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
          input={{ type: 'password', autocomplete: 'current-password', required: true }}
          value={demoPassword}
          aside={
            <a class="text-button small" href="/web/reset">
              Forgot it?
            </a>
          }
        />
      </CardForm>
      {isPlexOffered && (
        <>
          <p class="divider">or</p>
          <form method="post" action="/web/plex">
            <input type="hidden" name="next" value={wanted} />
            <button class="button wide-button" type="submit">
              <Icon name="external-link" />
              Sign in with Plex
            </button>
          </form>
        </>
      )}
    </CardPage>
  );
}
