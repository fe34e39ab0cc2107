/** The pages of accounts: search, creation with an invitation, and the actions on one account. */
import { beforeAll, describe, expect, it } from 'vitest';
import { NEW_PASSWORD, signIn } from '../../sessions/device.ts';
import { accountRow, numberOf, updateAccount } from '../../support/accounts.ts';
import { bindings } from '../../support/bindings.ts';
import { call, freshBlock, freshEmail, mailTo } from '../../support/client.ts';
import { sendForm } from '../page-client.ts';
import { createManagedAccount, createPageAdministrator, readNewestEvent } from './administrator.ts';

type PageAdministrator = Awaited<ReturnType<typeof createPageAdministrator>>;

let admin: PageAdministrator;
/** The account number of the administrator. Security events store this number as `actor`. */
let actor: number;

beforeAll(async () => {
  admin = await createPageAdministrator();
  actor = await numberOf({ email: admin.email });
});

describe('the list of accounts', () => {
  it('the search finds accounts by the beginning of the address and shows their state', async () => {
    const { number, email } = await createManagedAccount();
    await updateAccount({ number }, { isActive: false });
    const { body } = await admin.read(`/admin/accounts?search=${email.slice(0, -4)}`);
    expect(body).toContain(`href="/admin/accounts/${number}"`);
    expect(body).toContain('Deactivated');
    expect(body).toContain('not verified');
    expect(body).toContain('1 account<');
  });

  it('the list repeats the search text if no account matches', async () => {
    const { status, body } = await admin.read('/admin/accounts?search=%3Cb%3Ezyx');
    expect(status).toBe(200);
    expect(body).toContain('No account matches “&lt;b&gt;zyx”');
  });

  it('the list ignores unknown values of filters and rejects an invalid cursor', async () => {
    expect((await admin.read('/admin/accounts?state=x&role=y')).status).toBe(200);
    expect((await admin.read('/admin/accounts?cursor=x')).status).toBe(422);
  });

  it('the pages show hostile names as text', async () => {
    const { number } = await createManagedAccount();
    await updateAccount({ number }, { firstName: '<script>alert(1)</script>', lastName: '"><img src=x>' });
    for (const path of ['/admin/accounts', `/admin/accounts/${number}`]) {
      const { body } = await admin.read(path);
      expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(body).not.toMatch(/<script>alert|<img src=x/);
    }
  });
});

describe('the creation of an account', () => {
  it('a new account receives an invitation that sets the password and verifies the address', async () => {
    const email = freshEmail('invited');
    const form = { email: email.toUpperCase(), first_name: 'Ada', last_name: 'Lovelace', role: 'user' };
    const created = await admin.send('/admin/accounts/new', form);
    expect(created.status).toBe(303);
    const number = await numberOf({ email });
    expect(created.headers.get('Location')).toBe(`/admin/accounts/${number}?notice=created`);
    expect(await accountRow({ number })).toMatchObject({
      firstName: 'Ada',
      isVerified: false,
      passwordHash: null,
    });
    expect(await readNewestEvent(number, 'registered')).toMatchObject({
      actor,
      address: null,
      userAgent: null,
    });
    const { body } = await admin.read(`/admin/accounts/${number}`);
    expect(body).toContain('No password yet.');
    const [mail] = await mailTo(email);
    const link = /\/account\/invitation\/[\w-]+/.exec(mail?.text ?? '')?.[0];
    const accepted = await sendForm(`/${link}`, { password: NEW_PASSWORD });
    expect([accepted.status, accepted.body.includes('You can now sign in')]).toEqual([200, true]);
    expect((await signIn({ email, password: NEW_PASSWORD })).status).toBe(200);
    expect((await accountRow({ number }))?.isVerified).toBe(true);
    expect(await readNewestEvent(number, 'email_verified')).toBeDefined();
  });

  it('the mail queue and the table of links do not contain the token of an invitation', async () => {
    const email = freshEmail('invited');
    await admin.send('/admin/accounts/new', { email, first_name: '', last_name: '', role: 'user' });
    const [mail] = await mailTo(email);
    const token = /\/account\/invitation\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    const rows = await bindings.DB.prepare(
      'SELECT data FROM mail_queue UNION ALL SELECT token_hash FROM account_links',
    ).raw();
    expect(token).toHaveLength(43);
    expect(rows.length).toBeGreaterThan(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('a new invitation makes the first link invalid, and a deactivated account receives none', async () => {
    const email = freshEmail('invited');
    await admin.send('/admin/accounts/new', { email, first_name: '', last_name: '', role: 'user' });
    const number = await numberOf({ email });
    const link = /\/account\/invitation\/[\w-]+/.exec((await mailTo(email))[0]?.text ?? '')?.[0];
    const invite = () => admin.send(`/admin/accounts/${number}/invite`);
    expect((await invite()).headers.get('Location')).toContain('notice=invited');
    expect(await readNewestEvent(number, 'invitation_sent')).toMatchObject({ actor });
    expect((await sendForm(`/${link}`, { password: NEW_PASSWORD })).status).toBe(404);
    await updateAccount({ number }, { isActive: false });
    expect((await invite()).status).toBe(404);
  });

  it('the form is rejected for a taken address, and for an invalid address with an invalid role', async () => {
    const { email } = await createManagedAccount();
    const taken = await admin.send('/admin/accounts/new', {
      email,
      first_name: 'Typed',
      last_name: '',
      role: 'user',
    });
    expect([taken.status, taken.body.includes('value="Typed"')]).toEqual([422, true]);
    expect(taken.body).toContain('This address already has an account.');
    const invalid = await admin.send('/admin/accounts/new', {
      email: 'x',
      first_name: '',
      last_name: '',
      role: 'root',
    });
    expect([invalid.status, invalid.body.includes('2 fields need a correction.')]).toEqual([422, true]);
  });
});

describe('one account', () => {
  it('the page shows the id and the number of sessions of an account, and that nothing prevents a sign-in', async () => {
    const { path, id } = await createManagedAccount();
    const { body } = await admin.read(path);
    expect(body).toContain('Nothing prevents a sign-in.');
    expect(body).toContain(id);
    expect(body).toContain('End all 1');
  });

  it('an unknown account returns 404', async () => {
    for (const number of ['999999', 'x', '0']) {
      expect((await admin.read(`/admin/accounts/${number}`)).status).toBe(404);
      expect((await admin.send(`/admin/accounts/${number}/unlock`)).status).toBe(404);
    }
  });

  it('the page shows the lock of an account with the reason, and unlocks the account', async () => {
    const { path, number, email, password } = await createManagedAccount();
    const block = freshBlock();
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await signIn({ email, password: 'wrong-password-1' }, block(attempt));
    }
    expect((await signIn({ email, password }, block(11))).status).toBe(401);
    const { body } = await admin.read(path);
    expect(body).toMatch(/Locked for \d+ minutes\./);
    expect(body).toContain('Last refused:');
    expect((await admin.read(`/admin/accounts?state=locked&search=${email}`)).body).toContain(
      `href="${path}"`,
    );
    const unlocked = await admin.send(`${path}/unlock`);
    expect(unlocked.headers.get('Location')).toBe(`${path}?notice=unlocked`);
    expect(await readNewestEvent(number, 'account_unlocked')).toMatchObject({ actor, address: null });
    expect((await signIn({ email, password }, block(12))).status).toBe(200);
    expect((await admin.send(`${path}/unlock`)).headers.get('Location')).toBe(`${path}?notice=not-locked`);
  });

  it('an administrator deactivates an account after a confirmation, and activates the account again', async () => {
    const { path, number, token } = await createManagedAccount();
    expect((await admin.read(`${path}/deactivate`)).body).toContain('All sessions end now');
    expect((await admin.send(`${path}/deactivate`)).headers.get('Location')).toContain('notice=deactivated');
    expect((await call('/auth/me', { token })).status).toBe(401);
    expect(await readNewestEvent(number, 'account_changed')).toMatchObject({ actor });
    expect(await readNewestEvent(number, 'session_ended')).toMatchObject({ actor, address: null });
    expect((await admin.read(path)).body).toContain('Deactivated by an administrator.');
    await admin.send(`${path}/activate`);
    expect((await accountRow({ number }))?.isActive).toBe(true);
  });

  it('the page states that an account has no events', async () => {
    const { path, number } = await createManagedAccount();
    expect((await admin.read(path)).body).not.toContain('No events');
    await bindings.DB.prepare('DELETE FROM security_events WHERE owner = ?').bind(number).run();
    expect((await admin.read(path)).body).toContain('Events are kept for 400 days.');
  });

  it('an administrator marks an address as verified, and ends all sessions of an account', async () => {
    const { path, number, token } = await createManagedAccount();
    await admin.send(`${path}/verify`);
    expect((await accountRow({ number }))?.isVerified).toBe(true);
    const ended = await admin.send(`${path}/end-sessions`);
    expect(ended.headers.get('Location')).toBe(`${path}?notice=sessions-ended&count=1`);
    expect((await admin.read(`${path}?notice=sessions-ended&count=1`)).body).toContain(
      '1 session has ended.',
    );
    expect((await call('/auth/me', { token })).status).toBe(401);
    expect(await readNewestEvent(number, 'session_ended')).toMatchObject({ actor, detail: 'revoked' });
  });

  it('the page shows and restores a deleted account', async () => {
    const { path, number, token } = await createManagedAccount();
    const confirmation = { confirmation: 'DELETE_MY_ACCOUNT' };
    await call('//api/auth/me', { method: 'DELETE', token, body: confirmation });
    expect((await admin.read(path)).body).toContain('Deleted on');
    expect((await admin.send(`${path}/restore`)).headers.get('Location')).toBe(`${path}?notice=restored`);
    expect((await accountRow({ number }))?.deletedAtMs).toBeNull();
    expect(await readNewestEvent(number, 'account_restored')).toMatchObject({ actor });
  });

  it('the page states why a deleted account is not restored if another account has its address', async () => {
    const { path, number, token, email } = await createManagedAccount();
    const confirmation = { confirmation: 'DELETE_MY_ACCOUNT' };
    await call('//api/auth/me', { method: 'DELETE', token, body: confirmation });
    const other = await createManagedAccount();
    await updateAccount({ number: other.number }, { email });
    const { status, body } = await admin.send(`${path}/restore`);
    expect([status, body.includes('This address already has an account.')]).toEqual([422, true]);
    expect((await accountRow({ number }))?.deletedAtMs).not.toBeNull();
  });

  it('the deactivation and the demotion of the last administrator are rejected', async () => {
    const other = await createPageAdministrator();
    const number = await numberOf({ email: other.email });
    await bindings.DB.prepare("UPDATE users SET role = 'user' WHERE number <> ?").bind(number).run();
    const path = `/admin/accounts/${number}`;
    const response = await other.send(`${path}/deactivate`);
    expect([response.status, response.body.includes('This is the last administrator.')]).toEqual([409, true]);
    const rights = { role: 'user', premium: 'no', premium_until: '', expiry_date: '' };
    const refused = await other.send(`${path}/rights`, rights);
    expect([refused.status, refused.body.includes('This is the last administrator.')]).toEqual([409, true]);
    await bindings.DB.prepare("UPDATE users SET role = 'admin' WHERE number = ?").bind(actor).run();
  });
});
