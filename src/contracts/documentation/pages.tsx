/** The pages that show the OpenAPI document. Their markup contains no inline script and no inline style. */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { TITLE } from './overview.ts';

/**
 * The path of the scripts and styles. `src/tools/cli/build-assets.ts` writes them there, and Cloudflare serves them
 * without calling the worker.
 */
const ASSETS_PATH = '/assets/docs';
const DOCUMENT_PATH = '/api/v1/schema/';

/** Swagger UI: the document with forms that send requests. */
export function swaggerPage() {
  return page(
    `${TITLE} API: try it out`,
    <>
      <link rel="stylesheet" href={`${ASSETS_PATH}/swagger-ui.css`} />
      <script defer src={`${ASSETS_PATH}/swagger-ui-bundle.js`} />
      <script defer src={`${ASSETS_PATH}/start-swagger-ui.js`} />
    </>,
    <div id="document" />,
  );
}

/** ReDoc: the document as a reference with search. The script of ReDoc fills the element `redoc`. */
export function redocPage() {
  return page(
    `${TITLE} API: reference`,
    <script defer src={`${ASSETS_PATH}/redoc.standalone.js`} />,
    <redoc spec-url={DOCUMENT_PATH} />,
  );
}

function page(title: string, head: Child, body: Child) {
  return html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {/* Without an icon, browsers request /favicon.ico, which does not exist. */}
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${ASSETS_PATH}/page.css`} />
        {head}
      </head>
      <body>
        <noscript>
          This page needs JavaScript. <a href={DOCUMENT_PATH}>The document itself</a> (OpenAPI 3.1, JSON) does
          not.
        </noscript>
        {body}
      </body>
    </html>
  )}`;
}
