/**
 * An aborted request of an administrator, or an aborted deletion of an account, has either all of its effects or none.
 */
import { beforeAll, describe, it } from 'vitest';
import { type Administrator, newAdministrator } from '../sessions/device.ts';
import { type Abort, expectAllOrNothing, type PreparedRequest } from '../support/abort.ts';
import { deleteAccount } from '../support/account-deletion.ts';
import { accountRow, numberOf, securityEventRows } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { freshAddress, freshEmail, signUp } from '../support/client.ts';

let admin: Administrator;

beforeAll(async () => {
  admin = await newAdministrator();
});

function requestTo(path: string, method: string, token: string, body: object): Request {
  return new Request(`http://plugs.test${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      'CF-Connecting-IP': freshAddress(),
      Authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(body),
  });
}

async function hasEvent(account: { id: string }, type: string): Promise<boolean> {
  return (await securityEventRows(account)).some((row) => row.type === type);
}

async function hasNoLiveSession({ id }: { id: string }): Promise<boolean> {
  const query = `SELECT count(*) AS live FROM sessions
    WHERE ended_at IS NULL AND owner = (SELECT number FROM users WHERE id = ?)`;
  return (await bindings.DB.prepare(query).bind(id).first<number>('live')) === 0;
}

async function patchRequest(account: { id: string }, body: object): Promise<Request> {
  return requestTo(`/api/v1/auth/users/${await numberOf(account)}`, 'PATCH', admin.token, body);
}

async function preparePromotion(): Promise<PreparedRequest> {
  const account = await signUp();
  return {
    request: await patchRequest(account, { role: 'admin' }),
    effects: async () => [
      {
        isPromoted: (await accountRow(account))?.role === 'admin',
        isEventStored: await hasEvent(account, 'account_changed'),
      },
    ],
  };
}

async function prepareDemotion(): Promise<PreparedRequest> {
  const account = await newAdministrator();
  return {
    request: await patchRequest(account, { role: 'user' }),
    effects: async () => [
      {
        isDemoted: (await accountRow(account))?.role === 'user',
        areSessionsEnded: await hasNoLiveSession(account),
        isEventStored: await hasEvent(account, 'account_changed'),
      },
    ],
  };
}

async function prepareDeactivation(): Promise<PreparedRequest> {
  const account = await signUp();
  return {
    request: await patchRequest(account, { is_active: false }),
    effects: async () => [
      {
        isDeactivated: (await accountRow(account))?.isActive === false,
        areSessionsEnded: await hasNoLiveSession(account),
        isEventStored: await hasEvent(account, 'account_changed'),
      },
    ],
  };
}

async function prepareDeletion(): Promise<PreparedRequest> {
  const account = await signUp();
  return {
    request: requestTo('/api/auth/me', 'DELETE', account.token, { confirmation: 'DELETE_MY_ACCOUNT' }),
    effects: async () => [
      {
        isDeleted: (await accountRow({ id: account.id }))?.deletedAtMs !== null,
        areSessionsEnded: await hasNoLiveSession(account),
        isEventStored: await hasEvent(account, 'account_deleted'),
      },
    ],
  };
}

async function prepareRestoration(): Promise<PreparedRequest> {
  const account = await signUp();
  const number = await numberOf(account);
  await deleteAccount(account.token);
  return {
    request: requestTo(`/api/v1/auth/users/${number}/restore`, 'POST', admin.token, {}),
    effects: async () => [
      {
        isRestored: (await accountRow({ id: account.id }))?.deletedAtMs === null,
        isEventStored: await hasEvent(account, 'account_restored'),
      },
    ],
  };
}

async function prepareImport(): Promise<PreparedRequest> {
  const email = freshEmail('imported');
  return {
    request: requestTo('/api/v1/admin/users/import', 'POST', admin.token, { users: [{ email }] }),
    effects: async () => {
      const account = await accountRow({ email });
      return [
        {
          isCreated: account !== undefined,
          isEventStored: account !== undefined && (await hasEvent(account, 'registered')),
        },
      ];
    },
  };
}

const REQUESTS: [string, () => Promise<PreparedRequest>][] = [
  ['a promotion', preparePromotion],
  ['a demotion', prepareDemotion],
  ['a deactivation', prepareDeactivation],
  ['a deletion', prepareDeletion],
  ['a restoration', prepareRestoration],
  ['an import', prepareImport],
];

describe.each(['disconnect', 'stop'] satisfies Abort[])('an abort by %s at a call of storage', (abort) => {
  it.each(REQUESTS)(
    'after an abort of %s, all effects of the request are stored or none',
    { timeout: 60_000 },
    async (_name, prepare) => {
      await expectAllOrNothing(prepare, abort);
    },
  );
});
