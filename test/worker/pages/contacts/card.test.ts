/** The card of a contact as a file and as a QR code, on the pages. */
import { expect, it } from 'vitest';
import { readPage } from '../page-client.ts';
import { createContactOwner, editField } from './contact-owner.ts';

it('the page of a contact links to the card and shows the QR code, and an edit of the contact replaces the QR code', async () => {
  const owner = await createContactOwner();
  const { id } = await owner.create({ company: 'Acme' });
  const { body } = await owner.open(`/${id}`);
  expect(body.match(new RegExp(`href="/web/contacts/${id}/vcard"`, 'g'))).toHaveLength(2);
  expect(body).toMatch(
    new RegExp(`<img class="qr" src="/web/contacts/${id}/qr.svg\\?etag=[^"]+" width="144"`),
  );
  expect((await owner.open()).body).toContain(`href="/web/contacts/${id}/vcard"`);
  const pathOf = (text: string) => /src="([^"]+qr\.svg[^"]+)"/.exec(text)?.[1];
  const edited = await editField(owner, id, 'company', 'Navy', true);
  expect(edited.body).toContain('<hx-partial hx-target="#share-card"');
  expect(pathOf(edited.body)).toContain(`/web/contacts/${id}/qr.svg`);
  expect(pathOf(edited.body)).not.toBe(pathOf(body));
});

it('the card is downloaded as a vCard file, in one round trip', async () => {
  const owner = await createContactOwner();
  const { id } = await owner.create({ first_name: 'Ada', last_name: 'Kïng', email: 'ada@example.com' });
  const { status, headers, body, cost } = await owner.open(`/${id.toUpperCase()}/vcard`);
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/vcard; charset=utf-8',
    'content-disposition': 'attachment; filename="ada-king.vcf"',
    'cache-control': 'no-store',
  });
  expect(body).toMatch(/^BEGIN:VCARD\r\nVERSION:3\.0\r\n/);
  expect(body).toContain('N:Kïng;Ada;;;');
  expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0 });
});

it('the QR code is an SVG image without text of the contact', async () => {
  const owner = await createContactOwner();
  const { id } = await owner.create({ notes: '</svg><script>alert(1)</script>' });
  const { status, headers, body, cost } = await owner.open(`/${id}/qr.svg`);
  expect([status, headers.get('Content-Type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(body).toMatch(/^<svg [^<>]*>(<path [^<>]*\/>)+<\/svg>$/);
  expect(cost).toMatchObject({ trips: 1, rowsWritten: 0 });
});

it.each(['vcard', 'qr.svg'])(
  'the %s of a contact requires a session, and is not found for another owner',
  async (name) => {
    const [owner, other] = [await createContactOwner(), await createContactOwner()];
    const { id } = await owner.create();
    expect((await other.open(`/${id}/${name}`)).status).toBe(404);
    expect((await owner.open(`/unknown/${name}`)).status).toBe(404);
    expect((await readPage(`//web/contacts/${id}/${name}`)).status).toBe(303);
  },
);
