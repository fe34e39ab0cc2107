/** Plugs of an account that can be duplicates, and requests for the groups of these plugs. */
import { expect } from 'vitest';
import { call, type TestAccount } from '../../support/client.ts';

interface Group {
  reasons: string[];
  plugs: { id: string; first_name: string }[];
  count: number;
}

export const SMITH = { last_name: 'Smith', company: 'Acme' };

export async function createPlugs(owner: TestAccount, bodies: object[]): Promise<string[]> {
  const ids: string[] = [];
  for (const body of bodies) {
    const { status, body: plug } = await call('/plugs/', { token: owner.token, body });
    expect(status).toBe(201);
    ids.push(plug.id);
  }
  return ids;
}

export async function groupsPage(owner: TestAccount, query = '') {
  const { status, body, cost } = await call(`/plugs/duplicates?${query}`, { token: owner.token });
  expect(status).toBe(200);
  const groups = body.groups as Group[];
  return {
    next_cursor: body.next_cursor as string | null,
    cost,
    reasonsAndNames: groups.map(({ reasons, plugs }) => [reasons, plugs.map((plug) => plug.first_name)]),
    groups,
  };
}

export function dismiss(owner: TestAccount, ids: unknown, undo?: boolean) {
  return call('/plugs/duplicates/dismiss', { token: owner.token, body: { ids, undo } });
}
