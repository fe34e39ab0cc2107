/** The page that shows the e-mails of the development outbox as plain text. */
import type { readOutbox } from '../../core/notifications/send-email.ts';

type Emails = Awaited<ReturnType<typeof readOutbox>>;

/** The page contains no script and no style, because the content security policy of all responses forbids both. */
export function mailPage(emails: Emails) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>E-mails stored in development</title>
      </head>
      <body>
        <h1>E-mails stored in development</h1>
        {emails.length === 0 && <p>No e-mail has been sent yet.</p>}
        {emails.map(({ id, to, subject, text, atMs }) => (
          <article key={id}>
            <h2>{subject}</h2>
            <p>
              To {to}, {new Date(atMs).toISOString()}
            </p>
            <pre>{text}</pre>
          </article>
        ))}
      </body>
    </html>
  );
}
