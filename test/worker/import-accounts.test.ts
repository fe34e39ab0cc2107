/** Accounts brought along: each outcome, the old passwords, and what an import may never do. */
import { describe, expect, it } from 'vitest';
import { bindings } from './bindings.ts';
import { call, freshEmail, PASSWORD, signUp } from './client.ts';
import { administrator } from './device.ts';

const admin = await administrator();
const PATH = '/admin/users/import';
const bringIn = (users: unknown[], token: string | undefined = admin.token) =>
  call(PATH, { token, body: { users } });
const it1 = it;
it1('smoke', async () => {
  const email = freshEmail();
  const a = await bringIn([
    {
      email,
      first_name: 'Ann',
      password_hash: '$2b$04$cccccccccccccccccccccuWsjGQiPZgvKpBYIhIhWkJ9kDLIvKkSe',
    },
    { email },
    5,
    { email: 'x' },
  ]);
  console.log(a.status, JSON.stringify(a.body), a.cost);
  const b = await bringIn([{ email, first_name: 'Ann', city: 'Oslo' }]);
  console.log(b.status, JSON.stringify(b.body), b.cost);
  console.log(await bindings.DB.prepare('SELECT * FROM users WHERE email=?').bind(email).first());
  console.log(
    JSON.stringify(
      (await bindings.DB.prepare("SELECT * FROM security_events WHERE detail like '%imported%'").all())
        .results,
    ),
  );
  const many = Array.from({ length: 1000 }, (_, i) => ({
    email: `info@d${i}.example.com`,
    first_name: 'X',
    timezone: 'Europe/Berlin',
  }));
  for (let i = 0; i < 2; i++) {
    const t = Date.now();
    const c = await bringIn(many);
    console.log(c.status, c.body.created, c.body.skipped, c.cost, Date.now() - t, c.body.results[999]);
  }
});
void describe;
void PASSWORD;
void signUp;
void expect;
