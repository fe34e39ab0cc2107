/** The letters that the development outbox kept, as plain text. */
import type { readOutbox } from '../../core/notifications/send-email.ts';

type Letters = Awaited<ReturnType<typeof readOutbox>>;

/** A page without script or style, so that the strict policy of every answer holds here too. */
export function mailPage(letters: Letters) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Mail kept in development</title>
      </head>
      <body>
        <h1>Mail kept in development</h1>
        {letters.length === 0 && <p>Nothing has been sent yet.</p>}
        {letters.map(({ id, to, subject, text, atMs }) => (
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
