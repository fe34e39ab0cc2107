/** A user of the import pages. */
import { call, type TestResponse } from '../../support/client.ts';
import { type ContactOwner, createContactOwner, locationOf } from '../contacts/contact-owner.ts';
import { ORIGIN, type PageOptions, readPage, sendForm } from '../page-client.ts';

export interface Importer extends ContactOwner {
  /** Uploads a file. */
  upload: (content: string, name?: string) => Promise<TestResponse>;
  /** Uploads a file and returns the path of its preview. Throws if the file is rejected. */
  preview: (content: string, name?: string) => Promise<string>;
  /** Reads a page. `path` begins with `/web`. */
  visit: (path: string) => Promise<TestResponse>;
  /** Sends a form. `path` begins with `/web`. */
  submit: (
    path: string,
    form?: Record<string, string>,
    options?: Pick<PageOptions, 'headers'>,
  ) => Promise<TestResponse>;
  /** The plugs of the user, oldest first, at most 1,000. */
  readPlugs: () => Promise<TestResponse['body'][]>;
}

export async function createImporter(): Promise<Importer> {
  const owner = await createContactOwner();
  const { cookie, token } = owner;
  const upload: Importer['upload'] = async (content, name = 'my contacts.csv') => {
    const form = new FormData();
    form.set('file', new File([content], name));
    const encoded = new Response(form);
    return call('//web/import', {
      method: 'POST',
      body: Buffer.from(await encoded.arrayBuffer()).toString('utf8'),
      headers: {
        ...{ Cookie: cookie, Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' },
        'Content-Type': encoded.headers.get('Content-Type') ?? '',
      },
    });
  };
  return {
    ...owner,
    upload,
    preview: async (content, name) => {
      const response = await upload(content, name);
      if (response.status !== 303) throw new Error(`upload: ${response.status} ${response.body}`);
      return locationOf(response);
    },
    visit: (path) => readPage(`/${path}`, { cookie }),
    submit: (path, form = {}, options = {}) => sendForm(`/${path}`, form, { cookie, ...options }),
    readPlugs: async () => (await call('/plugs?limit=1000&sort=created_at', { token })).body.items,
  };
}

/** The text of a page without its tags, in one line. */
export function textOf({ body }: TestResponse): string {
  return String(body)
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
}
