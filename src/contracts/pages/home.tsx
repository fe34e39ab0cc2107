/**
 * The start page: a description, an example of a search, and links. In development, the page also contains links to
 * the development pages. If there are demo accounts, it contains these accounts and sample commands.
 */
import { findDemoAccounts } from '../../core/accounts/find-demo-accounts.ts';
import { requireHttps } from '../../http/policies/require-https.ts';
import { newRouter } from '../../http/router.ts';
import { DEMO_PASSWORD } from '../../rules/accounts/demo-accounts.ts';
import { LinkCard, List, ListItem, Section } from './components/cards.tsx';
import { CodeBlock } from './components/code-block.tsx';
import { Icon } from './components/icon.tsx';
import { PublicPage } from './components/layouts.tsx';
import { Avatar } from './components/marks.tsx';
import { SearchPreview } from './home-preview.tsx';
import { pageHeaders, renderPage } from './render.ts';
import { hasPageToken } from './session.ts';

/** Matches a host name of the loopback interface. */
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

export const homePages = newRouter();

homePages.get('/', pageHeaders, requireHttps, async (c) => {
  const { ctx } = c.var;
  const isDevelopment = ctx.configuration.environment === 'development';
  const demoAccounts = isDevelopment ? await findDemoAccounts(ctx) : [];
  const page = (
    <HomePage
      isDevelopment={isDevelopment}
      isSignedIn={await hasPageToken(c)}
      demoEmails={demoAccounts.map(({ email }) => email ?? '')}
      origin={new URL(c.req.url).origin}
      fakeTelegramUrl={loopbackUrl(ctx.configuration.telegram?.apiUrl)}
    />
  );
  return renderPage(c, 'Contacts and accounts', page);
});

interface HomePageProps {
  isDevelopment: boolean;
  isSignedIn: boolean;
  /** The e-mail addresses of the demo accounts. Empty if there are none, and always outside development. */
  demoEmails: string[];
  origin: string;
  /** The URL of the simulated Telegram, or null if the bot does not use it. Shown in development only. */
  fakeTelegramUrl: string | null;
}

function HomePage({ isDevelopment, isSignedIn, demoEmails, origin, fakeTelegramUrl }: HomePageProps) {
  const [firstEmail] = demoEmails;
  return (
    <PublicPage actions={<TopLinks isSignedIn={isSignedIn} />}>
      <Hero isSignedIn={isSignedIn} />
      <Section
        id="where"
        title={isDevelopment ? 'Running on this machine' : 'Where to go'}
        remark={isDevelopment && 'development'}
      >
        <div class="grid grid-narrow">
          <LinkCard
            href="/web"
            icon="users"
            tone="accent"
            title="Contacts"
            text="An overview of your contacts"
          />
          <LinkCard
            href="/admin"
            icon="gauge"
            tone="violet"
            title="Administration"
            text="Accounts, sessions, passages and the security log"
          />
          <LinkCard
            href="/docs"
            icon="book-open"
            tone="info"
            title="API documentation"
            text="OpenAPI, Swagger UI and ReDoc"
          />
          {isDevelopment && <DevelopmentLinks fakeTelegramUrl={fakeTelegramUrl} />}
        </div>
      </Section>
      {firstEmail !== undefined && (
        <div class="grid grid-wide grid-sections">
          <DemoAccounts emails={demoEmails} />
          <Commands origin={origin} email={firstEmail} />
        </div>
      )}
    </PublicPage>
  );
}

function TopLinks({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <>
      <a class="button quiet only-wide" href="/docs">
        API documentation
      </a>
      <a class="button" href={isSignedIn ? '/web' : '/web/sign-in'}>
        {isSignedIn ? 'Open Plugs' : 'Sign in'}
      </a>
    </>
  );
}

function Hero({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <div class="hero">
      <div>
        <h1>Know who you met, and when to write again.</h1>
        <p>
          Plugs stores your contacts and finds them while you type. It is also the account service of five
          client apps: you can see and end every session.
        </p>
        <div class="actions">
          {!isSignedIn && (
            <a class="button primary large-button" href="/web/sign-up">
              Create an account
            </a>
          )}
          <a class={`button large-button${isSignedIn ? ' primary' : ''}`} href="/web">
            Open contacts
            <Icon name="arrow-right" />
          </a>
        </div>
      </div>
      <SearchPreview />
    </div>
  );
}

/**
 * Returns the URL of the configured Bot API if its host is on the loopback interface. A Bot API there is assumed to be
 * the simulated Telegram. Otherwise returns null.
 */
function loopbackUrl(apiUrl: string | undefined): string | null {
  if (apiUrl === undefined || !LOOPBACK_HOST.test(new URL(apiUrl).hostname)) return null;
  return apiUrl;
}

function DevelopmentLinks({ fakeTelegramUrl }: Pick<HomePageProps, 'fakeTelegramUrl'>) {
  return (
    <>
      <LinkCard
        href="/dev/mail"
        icon="mail"
        tone="warning"
        title="Mail"
        text="E-mails that were stored instead of sent"
      />
      <LinkCard
        href="/dev/components"
        icon="list-checks"
        tone="violet"
        title="Components"
        text="Components of the pages with their states"
      />
      {fakeTelegramUrl !== null && (
        <LinkCard
          href={fakeTelegramUrl}
          icon="send"
          tone="info"
          title="Telegram bot"
          text="Chat with the bot, after npm run telegram:fake"
        />
      )}
    </>
  );
}

/** The description of each demo account, by its e-mail address. */
const DEMO_DESCRIPTIONS: Record<string, string> = {
  'demo@plugs.test': '200 contacts',
  'premium@plugs.test': 'Premium passages',
  'admin@plugs.test': 'Administrator',
};

function DemoAccounts({ emails }: { emails: string[] }) {
  const remark = (
    <>
      password <code>{DEMO_PASSWORD}</code>
    </>
  );
  return (
    <Section id="demo" title="Demo accounts" remark={remark}>
      <div class="card">
        <List>
          {emails.map((email) => {
            const [name = ''] = email.split('@', 1);
            return (
              <ListItem
                key={email}
                mark={<Avatar id={email} name={name} />}
                title={<b class="mono">{email}</b>}
                text={DEMO_DESCRIPTIONS[email]}
                action={
                  <a
                    class="button small-button"
                    href={`/web/sign-in?as=${name}`}
                    aria-label={`Sign in as ${name}`}
                  >
                    Sign in
                  </a>
                }
              />
            );
          })}
        </List>
      </div>
    </Section>
  );
}

function Commands({ origin, email }: { origin: string; email: string }) {
  const json = "-H 'content-type: application/json'";
  const bearer = '-H "authorization: Bearer $TOKEN"';
  return (
    <Section id="try" title="Three commands to try">
      <div class="stack stack-tight">
        <CodeBlock label="Sign in">
          {`curl -s ${origin}/api/v1/auth/login \\\n  ${json} \\\n  -d '{"email":"${email}",\n       "password":"${DEMO_PASSWORD}"}'`}
        </CodeBlock>
        <CodeBlock label="Search">
          {`curl -s "${origin}/api/v1/plugs/search?q=derm" \\\n  ${bearer}`}
        </CodeBlock>
        <CodeBlock label="Statistics">{`curl -s ${origin}/api/v1/plugs/stats \\\n  ${bearer}`}</CodeBlock>
      </div>
    </Section>
  );
}
