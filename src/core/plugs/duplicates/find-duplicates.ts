/** Finds the stored plugs that describe the same person as a new plug. */
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

/** A plug of the caller, and the reasons why it is a duplicate. */
export interface Duplicate {
  plug: PlugRow;
  reasons: ExactReason[];
}

/**
 * The maximum number of plugs that are read. A range of keys also contains other numbers with the same last digits, so
 * some of the plugs that are read are not duplicates.
 */
const MAX_CANDIDATES = 50;

/**
 * Finds the caller's live plugs that are exact duplicates of these fields, in one round trip. The result is sorted by
 * the number of reasons, the largest number first, and then by age, the newest first. At most 50 plugs are read, so the
 * result can lack duplicates if more plugs have the same keys or the same last digits.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function findDuplicates(ctx: Ctx, fields: ComparedFields): Promise<Duplicate[]> {
  const statement = possibleDuplicatesStatement(userOf(ctx).accountNumber, fields);
  const { account, results } = await readWithAccess(ctx, [statement]);
  return duplicatesAmong(results[0], fields, account.timeZone);
}

/**
 * Returns the statement that reads the candidates for duplicates. A caller can run the statement in its own batch.
 * @param readings the fields of the new plug; several if the text of the plug can be read in several ways
 */
export function possibleDuplicatesStatement(
  owner: Parameters<typeof plugsWithKeysStatement>[0],
  ...readings: ComparedFields[]
) {
  const ranges = readings.flatMap(keyRanges);
  const distinct = new Map(ranges.map((range) => [JSON.stringify(range), range]));
  return plugsWithKeysStatement(owner, [...distinct.values()], MAX_CANDIDATES);
}

/**
 * Returns the candidates that are exact duplicates of the fields, sorted by the number of reasons.
 * @param plugs the candidates
 * @param timeZone the time zone of the account. Numbers in `fields` without a country code are read as numbers of the
 *   country of this time zone
 */
export function duplicatesAmong(plugs: PlugRow[], fields: ComparedFields, timeZone: string): Duplicate[] {
  const compared = { ...fields, phoneCountry: phoneCountry(fields, timeZone) };
  const duplicates = plugs.map((plug) => ({ plug, reasons: duplicateReasons(compared, plug) }));
  return duplicates
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => other.reasons.length - one.reasons.length);
}
