/** Creates plugs, reads the groups of duplicates of an account, and dismisses duplicates. */
import { expect } from 'vitest';
import { call, type TestAccount } from '../../support/client.ts';

interface Group {
  reasons: string[];
  plugs: { id: string; first_name: string }[];
  count: number;
}

/** Two plugs with these values and similar first names are possible duplicates. */
export const SMITH = { last_name: 'Smith', company: 'Acme' };

/** Creates the plugs one after another, and returns their ids. */
export async function createPlugs(owner: TestAccount, bodies: object[]): Promise<string[]> {
  const ids: string[] = [];
  for (const body of bodies) {
    const { status, body: plug } = await call('/plugs/', { token: owner.token, body });
    expect(status).toBe(201);
    ids.push(plug.id);
  }
  return ids;
}

/**
 * Reads one page of the groups. `reasonsAndNames` contains the reasons and the first names of the plugs of each group.
 */
export async function readGroups(owner: TestAccount, query = '') {
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

/** Marks the plugs as different people. If `undo` is true, the plugs become possible duplicates again. */
export function dismiss(owner: TestAccount, ids: unknown, undo?: boolean) {
  return call('/plugs/duplicates/dismiss', { token: owner.token, body: { ids, undo } });
}
