/** Reads a contact and responds with its page. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { readPlugWithStatistics } from '../../../../../core/plugs/read-plug.ts';
import type { AppEnv } from '../../../../../http/app-env.ts';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import { renderPage } from '../../../render.ts';
import { ContactPage, type ContactView, type ReadContact } from './contact-page.tsx';

/** Reads the contact of the path. The id is compared in lower case. */
export function readContact(c: Context<AppEnv>): Promise<ReadContact> {
  return readPlugWithStatistics(c.get('ctx'), { id: idOf(c) });
}

/** The id in the path. */
export function idOf(c: Context<AppEnv>): string {
  return (c.req.param('id') ?? '').toLowerCase();
}

/** Responds with the page of a contact. */
export function renderContact(
  c: Context<AppEnv>,
  contact: ReadContact,
  view: ContactView,
  status: ContentfulStatusCode = 200,
) {
  return renderPage(c, fullName(contact.plug), <ContactPage contact={contact} view={view} />, status);
}
