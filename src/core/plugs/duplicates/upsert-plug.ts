/**
 * Changes the plug that has a given e-mail address, number, LinkedIn page, Telegram name or Telegram id, or creates a
 * plug if there is none.
 */
import { AppError, invalidField, unavailable } from '../../../rules/app-error.ts';
import { phoneCountry } from '../../../rules/plugs/duplicates/phone-key.ts';
import {
  type ComparedFields,
  type ComparedPlug,
  duplicateReasons,
  reasonKeys,
} from '../../../rules/plugs/duplicates/reason-keys.ts';
import { isIdentified, type PlugChanges, plugFieldsFrom, withChanges } from '../../../rules/plugs/plug.ts';
import { isTakenKeyError, requireFreeKeysStatement } from '../../../store/plugs/plug-keys.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { type CreatePlugInput, createPlug } from '../create-plug.ts';
import { phoneCountryAfter } from '../plug-update.ts';
import { updatePlug } from '../update-plug.ts';
import { MAX_ATTEMPTS, waitAfterAttempt } from '../write-attempts.ts';
import type { PlugRead, WrittenPlug } from '../write-plug.ts';
import { duplicatesAmong, possibleDuplicatesStatement } from './find-duplicates.ts';

/** Exactly one field, with which the plug is found. A number is compared with both numbers of a plug. */
export type MatchFields = Partial<
  Pick<PlugRow, 'email' | 'primaryNumber' | 'linkedinUrl' | 'telegramUsername' | 'telegramUserId'>
>;

export interface UpsertInput {
  match: MatchFields;
  /** The fields of the plug. An absent field stays unchanged, and null clears it. */
  sent: PlugChanges;
}

export interface UpsertedPlug extends WrittenPlug {
  isCreated: boolean;
}

const NO_FIELDS: ComparedFields = {
  firstName: '',
  lastName: '',
  email: null,
  company: null,
  primaryNumber: null,
  secondaryNumber: null,
  linkedinUrl: null,
  telegramUsername: null,
  telegramUserId: null,
};

/**
 * Changes the only live plug that matches, or creates a plug if none matches. A repeated request changes nothing.
 * Parallel requests with the same match create only one plug. If another request has changed the plug, or has created a
 * matching plug, in the meantime, nothing is written, and the plugs are read again.
 * @throws AppError `SEVERAL_MATCHES` if several live plugs match, `INVALID_INPUT` if the plug would no longer match or
 *   if it has no name, company, e-mail address or number, `UNAVAILABLE` after 64 attempts, and the codes of
 *   `createPlug` and `updatePlug`
 */
export async function upsertPlug(ctx: Ctx, input: UpsertInput): Promise<UpsertedPlug> {
  const { accountNumber } = userOf(ctx);
  const wanted = { ...NO_FIELDS, ...input.match };
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const statement = possibleDuplicatesStatement(accountNumber, wanted);
    const { results, ...checkedAccess } = await readWithAccess(ctx, [statement]);
    const { timeZone } = checkedAccess.account;
    const [plug, ...others] = duplicatesAmong(results[0], wanted, timeZone).map(
      (duplicate) => duplicate.plug,
    );
    if (plug && others.length > 0) {
      throw new AppError('SEVERAL_MATCHES', { ids: [plug, ...others].map(({ id }) => id) });
    }
    try {
      if (plug) return await changeMatched(ctx, { plug, timeZone }, input);
      return await createMatching({ ...ctx, checkedAccess }, timeZone, input);
    } catch (error) {
      // Another request has changed or deleted the plug, or created a matching plug. The plugs are read again.
      const isOutdated =
        plug && error instanceof AppError && (error.is('PRECONDITION_FAILED') || error.is('NOT_FOUND'));
      if (!isOutdated && !isTakenKeyError(error)) throw error;
    }
    await waitAfterAttempt(attempt);
  }
  throw unavailable();
}

/**
 * Changes the plug as it was read. Another request may have changed the matched value since then.
 * @throws AppError `PRECONDITION_FAILED` if another request has changed the plug
 */
async function changeMatched(ctx: Ctx, read: PlugRead, { match, sent }: UpsertInput): Promise<UpsertedPlug> {
  const fields = withChanges(read.plug, sent);
  requireMatch(
    { ...fields, phoneCountry: phoneCountryAfter(read.plug, fields, read.timeZone) },
    match,
    read.timeZone,
  );
  const { id, etag } = read.plug;
  const written = await updatePlug(ctx, { id, changes: sent, read, conditions: { ifMatch: [etag] } });
  return { ...written, isCreated: false };
}

async function createMatching(
  ctx: Ctx,
  timeZone: string,
  { match, sent: given }: UpsertInput,
): Promise<UpsertedPlug> {
  const sent: CreatePlugInput = {
    ...match,
    ...withoutAbsent(given),
    firstName: given.firstName ?? '',
    lastName: given.lastName ?? '',
  };
  const fields = plugFieldsFrom(sent);
  requireMatch({ ...fields, phoneCountry: phoneCountry(fields, timeZone) }, match, timeZone);
  if (!isIdentified(fields)) throw invalidField('first_name', 'first_name is required');
  const wanted = { ...NO_FIELDS, ...match };
  const keys = reasonKeys({ ...wanted, phoneCountry: phoneCountry(wanted, timeZone) });
  const statementsBefore = [requireFreeKeysStatement(userOf(ctx).accountNumber, keys)];
  return { ...(await createPlug(ctx, { sent, statementsBefore })), isCreated: true };
}

/** Requires that the plug still matches after the write. Otherwise a repeated request would create a second plug. */
function requireMatch(plug: ComparedPlug, match: MatchFields, timeZone: string): void {
  const wanted = { ...NO_FIELDS, ...match };
  const reasons = duplicateReasons(plug, { ...wanted, phoneCountry: phoneCountry(wanted, timeZone) });
  if (reasons.length === 0) throw invalidField('match', 'The plug must keep the value of match');
}

function withoutAbsent(changes: PlugChanges): PlugChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
