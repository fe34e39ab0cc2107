/** The pages on which people read the document. No script and no style stands in the markup itself. */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { TITLE } from './overview.ts';

/** Gathered by src/tools/cli/public-files.ts and served before the worker is asked. */
const ASSETS = '/assets/docs';
const DOCUMENT = '/api/v1/schema/';

/** Swagger UI: read, authorize, try out. */
export function swaggerPage() {
  return page(
    `${TITLE} API: try it out`,
    <>
      <link rel="stylesheet" href={`${ASSETS}/swagger-ui.css`} />
      <script defer src={`${ASSETS}/swagger-ui-bundle.js`} />
      <script defer src={`${ASSETS}/start-swagger-ui.js`} />
    </>,
    <div id="document" />,
  );
}

/** ReDoc: read and search. It starts itself on its element. */
export function redocPage() {
  return page(
    `${TITLE} API: reference`,
    <script defer src={`${ASSETS}/redoc.standalone.js`} />,
    <redoc spec-url={DOCUMENT} />,
  );
}

function page(title: string, head: Child, body: Child) {
  return html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {/* Else browsers ask for /favicon.ico, which is not there. */}
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${ASSETS}/page.css`} />
        {head}
      </head>
      <body>
        <noscript>
          This page needs JavaScript, <a href={DOCUMENT}>the document itself</a> (OpenAPI 3.1, JSON) does not.
        </noscript>
        {body}
      </body>
    </html>
  )}`;
}
