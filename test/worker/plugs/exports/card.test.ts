/** `GET /plugs/{id}/vcard` and `GET /plugs/{id}/qr.svg`: the card of one plug. */
import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { newPlugOwner } from '../plug-owner.ts';

const ALICE = { first_name: 'Zoë', last_name: 'O\'Brien / "Ltd"', email: 'zoe@example.com', notes: 'Fair' };

async function ownerOfCard(body: object = ALICE) {
  const owner = await newPlugOwner();
  const { id } = (await owner.create(body)).body;
  const read = (path: string) => call(`/plugs/${id}/${path}`, { token: owner.token });
  return { ...owner, plugId: id as string, card: read };
}

/** The dark modules of an image, row by row. */
function modulesOf(svg: string): boolean[][] {
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h/g)) {
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
  }
  return rows;
}

it('returns a vCard with a file name in ASCII', async () => {
  const { card } = await ownerOfCard();
  const { status, headers, body } = await card('vcard');
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/vcard; charset=utf-8',
    'content-disposition': 'attachment; filename="zoe-o-brien-ltd.vcf"',
    'cache-control': 'no-store',
  });
  expect(body).toMatch(/^BEGIN:VCARD\r\nVERSION:4\.0\r\n/);
  expect(body).toContain('FN:Zoë O\'Brien / "Ltd"\r\n');
  expect((await card('vcard?version=3.0')).body).toContain('VERSION:3.0\r\n');
});

it('names the file of a plug without Latin letters in its name `contact.vcf`', async () => {
  const { card } = await ownerOfCard({ first_name: '李', last_name: '伟' });
  const { headers } = await card('vcard');
  expect(headers.get('Content-Disposition')).toBe('attachment; filename="contact.vcf"');
});

it('returns a QR code of the card', async () => {
  const { card } = await ownerOfCard();
  const { status, headers, body } = await card('qr.svg');
  expect([status, headers.get('Content-Type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  const text = (await card('vcard?version=3.0')).body;
  const { data } = encode([...new TextEncoder().encode(text)], { ecc: 'L', boostEcc: true, border: 4 });
  expect(modulesOf(body)).toEqual(data);
});

it('returns a QR code of a plug with the longest values of all fields', async () => {
  const { card } = await ownerOfCard({
    ...{ first_name: '😀'.repeat(64), last_name: '漢'.repeat(64), company: '漢'.repeat(128) },
    ...{
      notes: 'é'.repeat(10_000),
      connect_reason: 'x'.repeat(10_000),
      custom_data: { key: 'x'.repeat(9_000) },
    },
    ...{ email: `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.ef` },
    ...{ primary_number: '٠'.repeat(15), profile_picture: `https://example.com/${'p'.repeat(480)}` },
    tags: Array.from({ length: 20 }, (_, at) => `${at}${'t'.repeat(48)}`),
  });
  const { status, body } = await card('qr.svg');
  expect(status).toBe(200);
  expect(modulesOf(body).length).toBeLessThanOrEqual(137 + 2 * 4);
});

it('returns 404 for a plug in the trash, for an unknown id, and to another owner', async () => {
  const { card, remove, plugId } = await ownerOfCard();
  const other = await newPlugOwner();
  for (const path of ['vcard', 'qr.svg']) {
    expect((await call(`/plugs/${plugId}/${path}`, { token: other.token })).status).toBe(404);
    expect((await call(`/plugs/${crypto.randomUUID()}/${path}`, { token: other.token })).status).toBe(404);
  }
  await remove(plugId);
  for (const path of ['vcard', 'qr.svg']) expect((await card(path)).status).toBe(404);
});

it('refuses an unknown version', async () => {
  const { card } = await ownerOfCard();
  const { status, body } = await card('vcard?version=2.1');
  expect([status, body.detail]).toEqual([400, 'version must be one of 3.0, 4.0']);
});
