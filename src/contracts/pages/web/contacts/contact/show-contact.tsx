/** Responds with the page of a contact. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../../../../../http/app-env.ts';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import { renderPage } from '../../../render.ts';
import { ContactPage, type ContactView } from './contact-page.tsx';
import type { ContactDetails } from './read-contact.ts';

/** Renders a contact that was read, with the forms and messages of `view`. */
export function renderContact(
  c: Context<AppEnv>,
  contact: ContactDetails,
  view: ContactView,
  status: ContentfulStatusCode = 200,
) {
  const page = <ContactPage contact={contact} view={view} nowMs={c.get('ctx').nowMs} />;
  return renderPage(c, fullName(contact.plug), page, status);
}
