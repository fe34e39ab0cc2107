/** Concurrent requests of two accounts never return data of the other account. */
import { expect, it } from 'vitest';
import { call, signUp, type TestAccount } from '../support/client.ts';

it('five hundred concurrent requests of two accounts return only data of their own account', async () => {
  const accounts = [await signUp('left'), await signUp('right')];
  const responses = await Promise.all(
    Array.from({ length: 500 }, async (_, index) => {
      const account = accounts[index % 2] as TestAccount;
      const { token } = account;
      const response = await (index % 5 === 0
        ? call('/plugs/', { token, body: { first_name: account.email, last_name: `${index}` } })
        : call(index % 3 === 0 ? '/plugs/?limit=1000' : '/auth/me', { token }));
      return { account, response };
    }),
  );
  for (const { account, response } of responses) {
    expect(response.status).toBeLessThan(300);
    // Each plug contains the `user_id` of its owner. The body of `/auth/me` contains only the `id` of the account.
    const owners = response.body.items?.map((plug: { user_id: string }) => plug.user_id) ?? [
      response.body.user_id ?? response.body.id,
    ];
    expect(new Set([...owners, account.id])).toEqual(new Set([account.id]));
  }
});
