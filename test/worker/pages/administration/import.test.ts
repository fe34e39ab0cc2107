/** The import of accounts from a file: CSV and JSON lines, the report, and the limits. */
import { beforeAll, describe, expect, it } from 'vitest';
import { accountRow, numberOf, securityEventRows } from '../../support/accounts.ts';
import { worker } from '../../support/bindings.ts';
import { freshAddress, freshEmail } from '../../support/client.ts';
import { ORIGIN } from '../page-client.ts';
import { createPageAdministrator } from './administrator.ts';

let admin: Awaited<ReturnType<typeof createPageAdministrator>>;

beforeAll(async () => {
  admin = await createPageAdministrator();
});

/** Uploads a file with the form of the import page. */
async function importFile(content: string, name = 'accounts.csv') {
  const body = new FormData();
  body.set('file', new File([content], name));
  const headers = {
    ...{ Cookie: admin.cookie, Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' },
    'CF-Connecting-IP': freshAddress(),
  };
  const request = new Request(`${ORIGIN}/admin/accounts/import`, { method: 'POST', headers, body });
  const response = await worker.fetch(request);
  return { status: response.status, body: await response.text() };
}

describe('the import of a file', () => {
  it('an import creates accounts from CSV, with quoted cells and flags, and reports the rejected rows', async () => {
    const [one, other] = [freshEmail('csv'), freshEmail('csv')];
    const content = [
      '\uFEFFEmail,First_name,is_verified,is_premium,city',
      `${one},"Ada, Countess",TRUE,,Rye`,
      'anna(at)example.test,<script>alert(1)</script>,,,',
      '',
      `${other},Bob,no,yes,`,
      `${one},Again,,,`,
    ].join('\r\n');
    const { status, body } = await importFile(content);
    expect(status).toBe(200);
    expect(body).toContain('2 of 4 accounts imported.');
    expect(body).toContain('email must be a valid address');
    expect(body).toContain('an earlier row has the same address');
    expect(body).not.toContain('<script>alert');
    expect(await accountRow({ email: one })).toMatchObject({
      firstName: 'Ada, Countess',
      isVerified: true,
      city: 'Rye',
    });
    expect(await accountRow({ email: other })).toMatchObject({
      isVerified: false,
      isPremium: true,
      city: null,
    });
    const [event] = await securityEventRows({ email: one });
    expect(event).toMatchObject({
      type: 'registered',
      actor: await numberOf({ email: admin.email }),
      address: null,
    });
  });

  it('an import creates accounts from JSON lines, and reports a line that is not JSON', async () => {
    const email = freshEmail('lines');
    const { status, body } = await importFile(
      `{"email":"${email}","is_active":false}\n\n{"email":\n`,
      'a.jsonl',
    );
    expect([status, body.includes('1 of 2 accounts imported.')]).toEqual([200, true]);
    expect(body).toContain('Row 3');
    expect(body).toContain('not JSON');
    expect((await accountRow({ email }))?.isActive).toBe(false);
  });

  it('a second import of the same file creates no account', async () => {
    const email = freshEmail('again');
    await importFile(`email\n${email}\n`);
    expect((await importFile(`email\n${email}\n`)).body).toContain('0 created');
  });

  it.each([
    ['an empty file', '', 'Choose a file with accounts.'],
    ['a file with only a heading', 'email\n', 'Choose a file with accounts.'],
    ['a file of 1,001 accounts', `email\n${'a@example.com\n'.repeat(1_001)}`, 'The file has 1001 rows.'],
    ['a file of more than 2 MiB', 'x'.repeat(2 * 1024 * 1024 + 1), 'The file is larger than 2 MiB.'],
  ])('an import rejects %s', async (_file, content, message) => {
    const { status, body } = await importFile(content);
    expect([status, body.includes(message)]).toEqual([422, true]);
  });

  it('a body that is much larger than the largest accepted file is rejected with 413', async () => {
    expect((await importFile('x'.repeat(3 * 1024 * 1024))).status).toBe(413);
  });
});
