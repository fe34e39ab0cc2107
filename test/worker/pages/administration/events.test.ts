/** The security log with its export, the overview, and the cost of the lists for administrators. */
import { beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../sessions/device.ts';
import { numberOf } from '../../support/accounts.ts';
import { bindings } from '../../support/bindings.ts';
import { freshBlock, signUp } from '../../support/client.ts';
import { createPageAdministrator } from './administrator.ts';

let admin: Awaited<ReturnType<typeof createPageAdministrator>>;

beforeAll(async () => {
  admin = await createPageAdministrator();
});

/** Inserts a row of the security log. `values` are columns that replace the defaults. */
const insertEvent = (owner: number, values: Record<string, unknown>) => {
  const row = { id: crypto.randomUUID(), owner, type: 'login_failed', created_at: Date.now(), ...values };
  const names = Object.keys(row);
  return bindings.DB.prepare(
    `INSERT INTO security_events (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
    .bind(...Object.values(row))
    .run();
};

describe('the security log', () => {
  it('the security log can be filtered by type, account, client address and day', async () => {
    const account = await signUp('logged');
    const number = await numberOf(account);
    const address = freshBlock()(9);
    await signIn({ email: account.email, password: 'wrong-password-1' }, address);
    const countEvents = async (query: string) => {
      const { body } = await admin.read(`/admin/events?${query}`);
      return (body.match(/timeline-icon/g) ?? []).length;
    };
    await expect.poll(() => countEvents(`account=${number}&type=login_failed`)).toBe(1);
    expect(await countEvents(`account=${number}`)).toBe(2);
    expect(await countEvents(`address=${address}`)).toBe(1);
    expect(await countEvents(`account=${number}&type=account_locked`)).toBe(0);
    const today = new Date().toISOString().slice(0, 10);
    expect(await countEvents(`account=${number}&from=${today}&until=${today}`)).toBe(2);
    expect(await countEvents(`account=${number}&until=2001-01-01`)).toBe(0);
    expect(await countEvents(`account=${number}&from=2999-01-01`)).toBe(0);
    for (const filter of ['account=x', 'address=not-an-address']) expect(await countEvents(filter)).toBe(0);
  });

  it('the security log and the overview show the actions of administrators, and the log names the administrator', async () => {
    const account = await signUp('changed');
    const number = await numberOf(account);
    await admin.send(`/admin/accounts/${number}/verify`);
    const { body } = await admin.read('/admin/events?type=by_administrators');
    expect(body).toContain(`by ${admin.email.split('@')[0]}`);
    expect(body).toContain(`href="/admin/accounts/${number}"`);
    expect((await admin.read('/admin')).body).toContain(`href="/admin/accounts/${number}"`);
  });

  it('the security log shows an event of an erased account, and shows hostile values as text', async () => {
    await insertEvent(987_654, {
      user_agent: '<script>alert(1)</script>',
      detail: '"><img src=x>',
      type: '<b>x',
    });
    const { body } = await admin.read('/admin/events?account=987654');
    expect(body).toContain('erased account 987654');
    expect(body).toContain('&lt;b&gt;x');
    expect(body).not.toMatch(/<script>alert|<img src=x|<b>x/);
  });
});

describe('the export as CSV', () => {
  it('the export has a line for each event, and no cell that a spreadsheet would execute', async () => {
    const owner = 987_655;
    const agents = ['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)', '\t=1', 'a "quoted", b\r\n=1'];
    for (const [at, user_agent] of agents.entries())
      await insertEvent(owner, { user_agent, created_at: 1000 - at });
    const { headers, body } = await admin.read(`/admin/events.csv?account=${owner}`);
    expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="security-events-[\d-]+\.csv"$/,
    );
    expect(body).toMatch(/^time,type,account,user name,by,address,country,user agent,session,detail\r\n/);
    expect(body).toContain(
      `1970-01-01T00:00:01.000Z,login_failed,${owner},,,,,"'=HYPERLINK(""http://evil"")",,\r\n`,
    );
    for (const cell of ["'+1", "'-1", "'@SUM(A1)", "'\t=1", '"a ""quoted"", b\r\n=1"']) {
      expect(body).toContain(`,${cell},,\r\n`);
    }
  });
});

describe('the overview and the lists', () => {
  it('the overview shows the figures of the last 30 days as totals and sparklines, in two round trips', async () => {
    const today = new Date().toISOString().slice(0, 10);
    await bindings.DB.prepare("INSERT OR REPLACE INTO daily_figures VALUES (?, 'login_succeeded', 1234)")
      .bind(today)
      .run();
    const { body, cost } = await admin.read('/admin');
    expect(body).toContain('<dd>1,234</dd>');
    expect(body).toContain('Signed in: 1,234 in total.');
    const sparklines = [...body.matchAll(/<svg class="sparkline".*?<path class="trend" d="M([^"]*)"/g)];
    expect(sparklines.map(([, points]) => points?.split('L').length)).toEqual([30, 30, 30, 30]);
    expect(sparklines[2]?.[1]).toMatch(/^0 33L.*L100 3$/);
    expect(body).toContain('E-mails to send');
    // One round trip checks the access, and one reads the data.
    expect([cost.trips, cost.objects, cost.kv]).toEqual([2, 0, 0]);
  });

  it.each([
    '/admin/accounts',
    '/admin/accounts?search=a',
    '/admin/sessions',
    '/admin/sessions?search=a',
    '/admin/events',
  ])('the page %s costs one round trip for the access and one for the data', async (path) => {
    const { cost } = await admin.read(path);
    expect([cost.trips, cost.objects, cost.kv]).toEqual([2, 0, 0]);
  });
});
