/** The HTML document around every page. It contains no inline script and no inline style. */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { ASSETS } from '../asset-names.ts';

/**
 * Configures htmx without inline styles. A request is aborted after 15 seconds. The back button loads the previous page
 * from the server.
 */
const HTMX_CONFIGURATION = '{"includeIndicatorCSS":false,"defaultTimeout":15000,"history":"reload"}';

/**
 * Tells the browser to show the page when it is complete, because the first parts of a slow page would change their
 * places while the rest arrives. The JSX of Hono would omit the attribute `blocking`.
 */
const SHOW_COMPLETE_PAGE = html`<link rel="expect" href="#end" blocking="render"/>`;

/** Returns the whole document. The name of the product is appended to `title`. */
export function documentOf(title: string, body: Child) {
  return html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Plugs`}</title>
        <meta name="theme-color" content="#f8faf9" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#0c100f" media="(prefers-color-scheme: dark)" />
        <meta name="htmx-config" content={HTMX_CONFIGURATION} />
        <link rel="icon" href={ASSETS.favicon} type="image/svg+xml" />
        <link rel="stylesheet" href={ASSETS.style} />
        {SHOW_COMPLETE_PAGE}
        <script defer src={ASSETS.script} />
      </head>
      <body>
        <a class="skip-link" href="#main">
          Skip to content
        </a>
        {body}
        <div id="end" />
      </body>
    </html>
  )}`;
}
