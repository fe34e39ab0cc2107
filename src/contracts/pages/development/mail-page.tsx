/** The newest 100 e-mails that are stored instead of sent: a list, and one e-mail as text and as HTML source. */
import { readOutbox } from '../../../core/notifications/send-email.ts';
import { newRouter } from '../../../http/router.ts';
import { Card, CardBody, Details } from '../components/cards.tsx';
import { PublicPage } from '../components/layouts.tsx';
import { Avatar } from '../components/marks.tsx';
import { EmptyState } from '../components/messages.tsx';
import { Time } from '../components/time.tsx';
import { renderPage } from '../render.ts';

type Emails = Awaited<ReturnType<typeof readOutbox>>;

export const mailPages = newRouter();

/**
 * Responds with the page. Without an id or with an unknown id, the page shows the newest e-mail. In production and for
 * a request that accepts JSON, the route of the service contract with the same path responds instead: with 404 in
 * production, otherwise with the e-mails as JSON.
 */
mailPages.get('/dev/mail', async (c, next) => {
  const { ctx } = c.var;
  const isProduction = ctx.configuration.environment === 'production';
  if (isProduction || c.req.header('Accept')?.includes('application/json')) return next();
  const emails = await readOutbox(ctx);
  const shownEmail = emails.find(({ id }) => id === c.req.query('id')) ?? emails[0];
  return renderPage(c, 'Mail', <MailPage emails={emails} shownEmail={shownEmail} nowMs={ctx.nowMs} />);
});

interface MailPageProps {
  emails: Emails;
  shownEmail: Emails[number] | undefined;
  nowMs: number;
}

function MailPage({ emails, shownEmail, nowMs }: MailPageProps) {
  return (
    <PublicPage
      actions={
        <a class="button" href="/dev/mail">
          Reload
        </a>
      }
    >
      <div class="stack">
        <header class="page-header">
          <div>
            <h1>Mail</h1>
            <p>In development, e-mails are stored and not sent.</p>
          </div>
        </header>
        {shownEmail ? (
          <div class="with-aside with-aside-start">
            <EmailList emails={emails} shownId={shownEmail.id} nowMs={nowMs} />
            <EmailCard email={shownEmail} nowMs={nowMs} />
          </div>
        ) : (
          <div class="card">
            <EmptyState
              icon="mail"
              title="No e-mail yet"
              text="Codes, invitations and notices appear here, newest first."
            >
              <a class="button" href="/web/reset">
                Reset a password
              </a>
            </EmptyState>
          </div>
        )}
      </div>
    </PublicPage>
  );
}

function EmailList({ emails, shownId, nowMs }: { emails: Emails; shownId: string; nowMs: number }) {
  return (
    <nav class="card" aria-label="E-mails">
      <ul class="list">
        {emails.map(({ id, to, subject, atMs }) => (
          <li key={id}>
            <Avatar id={to} name={to} />
            <div class="list-text">
              <a
                class="person-name"
                href={`/dev/mail?id=${id}`}
                aria-current={id === shownId ? 'true' : undefined}
              >
                {subject}
              </a>
              <span class="person-detail">{to}</span>
            </div>
            <span class="muted small">
              <Time atMs={atMs} nowMs={nowMs} timeZone="UTC" />
            </span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function EmailCard({ email, nowMs }: { email: Emails[number]; nowMs: number }) {
  const { to, subject, text, html, atMs } = email;
  const code = /^\d{6}$/m.exec(text)?.[0];
  return (
    <Card id="subject" title={subject}>
      <CardBody>
        <Details
          rows={[
            { name: 'To', value: to },
            { name: 'Created', value: <Time atMs={atMs} nowMs={nowMs} timeZone="UTC" /> },
            ...(code ? [{ name: 'Code', value: <code class="code-block">{code}</code> }] : []),
          ]}
        />
        <pre class="code-block code-text" role="group" tabindex={0} aria-label="The e-mail as text">
          {text.trim()}
        </pre>
        <details>
          <summary>HTML part</summary>
          <pre class="code-block code-text" role="group" tabindex={0} aria-label="The e-mail as HTML">
            {html}
          </pre>
        </details>
      </CardBody>
    </Card>
  );
}
