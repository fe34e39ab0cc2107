/** Creates a plug, and undoes writes of the plug. */
import { call, type TestResponse } from '../../support/client.ts';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';

export const NAME = { first_name: 'Ada', last_name: 'Lovelace' };

/** The id of the revision that a write created. Empty if the write created no revision. */
export const revisionOf = (response: TestResponse) => response.headers.get('X-Revision') ?? '';

/** Undoes a write, given by its response or by the id of its revision. */
export function undoWrite(
  { token }: PlugOwner,
  written: TestResponse | string,
  body: object = {},
): Promise<TestResponse> {
  const id = typeof written === 'string' ? written : revisionOf(written);
  return call(`/plugs/history/${id}/undo`, { token, body });
}

/** Creates an account with one plug. The returned functions update and read this plug, and undo a write. */
export async function newPlug(fields: object = {}) {
  const owner = await newPlugOwner();
  const created = await owner.create({ ...NAME, ...fields });
  const id: string = created.body.id;
  return {
    owner,
    created,
    id,
    update: (changes: object) => owner.update(id, changes),
    readPlug: async () => (await owner.read(id)).body,
    undo: (written: TestResponse | string, body?: object) => undoWrite(owner, written, body),
  };
}
