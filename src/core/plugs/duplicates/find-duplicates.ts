/** Finds plugs that are the same person as a new one. */

import { phoneCountry } from '../../../rules/plugs/duplicates/phone-key.ts';
import {
  type ComparedFields,
  duplicateReasons,
  type ExactReason,
  keyRanges,
} from '../../../rules/plugs/duplicates/reason-keys.ts';
import { plugsWithKeysStatement } from '../../../store/plugs/plug-keys.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';

/** A plug of the caller, and why it is the same person. */
export interface Duplicate {
  plug: PlugRow;
  reasons: ExactReason[];
}

/** The maximum number of keys that are read. Some of their plugs can have the same last digits, but another number. */
const MAX_KEYS = 50;

/**
 * Finds the caller's live plugs that have an exact reason with these fields, in one round trip. The plugs with the most
 * reasons are first, then the newest. A plug with many duplicates gives only some of them.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function findDuplicates(ctx: Ctx, fields: ComparedFields): Promise<Duplicate[]> {
  const statement = possibleDuplicatesStatement(userOf(ctx).accountNumber, fields);
  const { account, results } = await readWithAccess(ctx, [statement]);
  return duplicatesAmong(results[0], fields, account.timeZone);
}

/** Returns the statement that reads the plugs that can have a reason, for a batch with other statements. */
export function possibleDuplicatesStatement(
  owner: Parameters<typeof plugsWithKeysStatement>[0],
  fields: ComparedFields,
) {
  return plugsWithKeysStatement(owner, keyRanges(fields), MAX_KEYS);
}

/** Returns the plugs that have an exact reason. `timeZone` is the country of numbers without a country code. */
export function duplicatesAmong(plugs: PlugRow[], fields: ComparedFields, timeZone: string): Duplicate[] {
  const compared = { ...fields, phoneCountry: phoneCountry(fields, timeZone) };
  const duplicates = plugs.map((plug) => ({ plug, reasons: duplicateReasons(compared, plug) }));
  return duplicates
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => other.reasons.length - one.reasons.length);
}
