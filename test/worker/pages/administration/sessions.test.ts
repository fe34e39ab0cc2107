/** The pages of sessions: the end of selected sessions, and hostile names. */
import { beforeAll, describe, expect, it } from 'vitest';
import { numberOf } from '../../support/accounts.ts';
import { call } from '../../support/client.ts';
import { createManagedAccount, createPageAdministrator, readNewestEvent } from './administrator.ts';

let admin: Awaited<ReturnType<typeof createPageAdministrator>>;
/** The account number of the administrator. Security events store this number as `actor`. */
let actor: number;

beforeAll(async () => {
  admin = await createPageAdministrator();
  actor = await numberOf({ email: admin.email });
});

describe('the pages of sessions', () => {
  it('the selected sessions of several accounts end, and each end is recorded', async () => {
    const [one, other, unselected] = [
      await createManagedAccount(),
      await createManagedAccount(),
      await createManagedAccount(),
    ];
    const body = new URLSearchParams([
      ['ids', String(one.sessionId)],
      ['ids', String(other.sessionId)],
      // An id without a session is ignored.
      ['ids', '77'],
      ['return_to', `/admin/accounts/${one.number}`],
    ]);
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: 'http://plugs.test',
      Cookie: admin.cookie,
    };
    const response = await call('//admin/sessions/end', { body: body.toString(), headers });
    expect(response.headers.get('Location')).toBe(`${one.path}?notice=sessions-ended&count=2`);
    for (const { token, number } of [one, other]) {
      expect((await call('/auth/me', { token })).status).toBe(401);
      expect(await readNewestEvent(number, 'session_ended')).toMatchObject({ actor });
    }
    expect((await call('/auth/me', { token: unselected.token })).status).toBe(200);
  });

  it('a form without a selected session redirects with a notice, and not to another site', async () => {
    const response = await admin.send('/admin/sessions/end', { return_to: '//evil.example' });
    expect(response.headers.get('Location')).toBe('/web?notice=none-selected');
  });

  it('the pages show hostile device names and user agents as text', async () => {
    const { email, password } = await createManagedAccount();
    const hostile = '<img src=x>';
    await call('/auth/token/', {
      body: { email, password, device_name: hostile, client_type: '"><b>x' },
      headers: { 'User-Agent': '</title><script>alert(1)</script>' },
    });
    const name = email.split('@')[0];
    for (const path of [`/admin/sessions?search=${name}`, `/admin/accounts/${await numberOf({ email })}`]) {
      const { body } = await admin.read(path);
      expect(body).toContain('&lt;img src=x&gt;');
      expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(body).not.toMatch(/<img src=x|<script>alert|<b>x/);
    }
  });
});
