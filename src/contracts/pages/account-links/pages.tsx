/** The pages of links in e-mails. Their markup contains no script and no style. */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';

/** Asks before a change of the e-mail address is reverted. */
export function revertPage(email: string) {
  return page(
    'Restore your e-mail address',
    <form method="post">
      <p>
        This restores the address <strong>{email}</strong> and signs out every device. Reset your password
        after that.
      </p>
      <button type="submit">Restore the address</button>
    </form>,
  );
}

/** Reports that the address is restored. */
export function revertedPage(email: string) {
  return page(
    'Your e-mail address is restored',
    <p>
      Your account has the address <strong>{email}</strong> again, and every device is signed out. Reset your
      password now.
    </p>,
  );
}

/** Asks for the password of an invited account. `problems`: the sentences of the rules that the last one violated. */
export function invitationPage(email: string, problems: string[]) {
  return page(
    'Set your password',
    <form method="post">
      <p>
        The password of <strong>{email}</strong>:
      </p>
      {problems.length > 0 && (
        <ul role="alert">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <input type="hidden" name="username" autocomplete="username" value={email} />
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="new-password" required />
      <button type="submit">Set the password</button>
    </form>,
  );
}

/** Reports that the password is set. */
export function invitationUsedPage(email: string) {
  return page(
    'Your password is set',
    <p>
      You can now sign in as <strong>{email}</strong>.
    </p>,
  );
}

/** Reports why a link cannot be used. */
export function failurePage(sentence: string) {
  return page('This link cannot be used', <p>{sentence}</p>);
}

function page(title: string, body: Child) {
  return html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {body}
        </main>
      </body>
    </html>
  )}`;
}
