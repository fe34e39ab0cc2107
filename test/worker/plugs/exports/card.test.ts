/** `GET /plugs/{id}/vcard` and `GET /plugs/{id}/qr.svg`: the card of one plug. */
import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { newPlugOwner } from '../plug-owner.ts';

const ZOE = { first_name: 'Zoë', last_name: 'O\'Brien / "Ltd"', email: 'zoe@example.com', notes: 'Fair' };

/** Creates an account with one plug. `readCard` reads the card of the plug as `vcard` or as `qr.svg`. */
async function newCardOwner(body: object = ZOE) {
  const owner = await newPlugOwner();
  const { id } = (await owner.create(body)).body;
  const readCard = (path: string) => call(`/plugs/${id}/${path}`, { token: owner.token });
  return { ...owner, plugId: id as string, readCard };
}

/** The modules of the image of a QR code, row by row, with the margin. A dark module is true. */
function modulesOf(svg: string): boolean[][] {
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h/g)) {
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
  }
  return rows;
}

it('the route vcard returns a vCard of version 4.0, or of version 3.0 on request, with a file name in ASCII', async () => {
  const { readCard } = await newCardOwner();
  const { status, headers, body } = await readCard('vcard');
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/vcard; charset=utf-8',
    'content-disposition': 'attachment; filename="zoe-o-brien-ltd.vcf"',
    'cache-control': 'no-store',
  });
  expect(body).toMatch(/^BEGIN:VCARD\r\nVERSION:4\.0\r\n/);
  expect(body).toContain('FN:Zoë O\'Brien / "Ltd"\r\n');
  expect((await readCard('vcard?version=3.0')).body).toContain('VERSION:3.0\r\n');
});

it('the file of a plug whose name has neither Latin letters nor digits is named `contact.vcf`', async () => {
  const { readCard } = await newCardOwner({ first_name: '李', last_name: '伟' });
  const { headers } = await readCard('vcard');
  expect(headers.get('Content-Disposition')).toBe('attachment; filename="contact.vcf"');
});

it('the route qr.svg returns a QR code that contains the vCard of version 3.0', async () => {
  const { readCard } = await newCardOwner();
  const { status, headers, body } = await readCard('qr.svg');
  expect([status, headers.get('Content-Type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  const text = (await readCard('vcard?version=3.0')).body;
  const { data } = encode([...new TextEncoder().encode(text)], { ecc: 'L', boostEcc: true, border: 4 });
  expect(modulesOf(body)).toEqual(data);
});

it('the route qr.svg returns a QR code of at most 137 modules per side for a plug with very long values', async () => {
  const { readCard } = await newCardOwner({
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
  const { status, body } = await readCard('qr.svg');
  expect(status).toBe(200);
  expect(modulesOf(body).length).toBeLessThanOrEqual(137 + 2 * 4);
});

it('both routes return 404 for a plug in the trash, for an unknown id and for a plug of another owner', async () => {
  const { readCard, remove, plugId } = await newCardOwner();
  const other = await newPlugOwner();
  for (const path of ['vcard', 'qr.svg']) {
    expect((await call(`/plugs/${plugId}/${path}`, { token: other.token })).status).toBe(404);
    expect((await call(`/plugs/${crypto.randomUUID()}/${path}`, { token: other.token })).status).toBe(404);
  }
  await remove(plugId);
  for (const path of ['vcard', 'qr.svg']) expect((await readCard(path)).status).toBe(404);
});

it('the route vcard rejects an unknown version of vCard', async () => {
  const { readCard } = await newCardOwner();
  const { status, body } = await readCard('vcard?version=2.1');
  expect([status, body.detail]).toEqual([400, 'version must be one of 3.0, 4.0']);
});
