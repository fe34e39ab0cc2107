/** Creates a plug. Its fields decide whether it is a target or a contact, unless the type is given. */
import { v7 as uuid } from 'uuid';
import { fingerprint } from '../../crypto/compare.ts';
import { AppError } from '../../rules/app-error.ts';
import { allowsAction, type Conditions } from '../../rules/conditional-request.ts';
import {
  isComplete,
  type PlugChanges,
  type PlugType,
  plugFieldsFrom,
  withTypeDefaults,
} from '../../rules/plugs/plug.ts';
import { plugKeys } from '../../rules/plugs/plug-keys.ts';
import type { Statement } from '../../store/database/database.ts';
import { isQuotaExceeded, requirePlugQuotaStatement } from '../../store/plugs/counters.ts';
import {
  claimKeyStatements,
  isKeyTaken,
  KEY_LIFETIME_MS,
  type StoredRequest,
  storedRequestStatement,
} from '../../store/plugs/idempotency.ts';
import type { NewPlug, PlugRow } from '../../store/plugs/plugs.ts';
import { readWithAccess, requireAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { duplicateError } from './duplicate-error.ts';
import { newEtag } from './etag.ts';
import type { WrittenPlug } from './write-plug.ts';
import { insertPlugs } from './write-plugs.ts';

export type CreatePlugInput = PlugChanges & { firstName: string; lastName: string };

export interface CreatePlugRequest {
  sent: CreatePlugInput;
  idempotencyKey?: string | undefined;
  /** Conditions on the list of plugs, which has no entity tag. */
  conditions?: Conditions | undefined;
  /** Statements that run in the batch of the insert. They do not run if the plug of an earlier request is returned. */
  statementsBefore?: readonly Statement[] | undefined;
}

/**
 * Creates a plug. For 24 hours, a repeated request with the same idempotency key and the same fields returns the
 * present state of this plug, also from the trash, and creates no further plug. After a permanent deletion of the plug,
 * the key can be used again.
 * @throws AppError `PRECONDITION_FAILED`, `DUPLICATE_CONTACT`, `DUPLICATE_TARGET`, `IDEMPOTENCY_KEY_REUSED`,
 *   `PLUG_QUOTA_EXCEEDED`, and the codes of `requireAccess`
 */
export async function createPlug(
  ctx: Ctx,
  { sent, idempotencyKey, conditions = {}, statementsBefore }: CreatePlugRequest,
): Promise<WrittenPlug> {
  if (idempotencyKey === undefined) {
    const { timeZone } = await requireAccess(ctx);
    requireConditionsForNewPlug(conditions);
    return insertPlug(ctx, newPlug(ctx, sent), { statementsBefore, timeZone });
  }
  const requestHash = fingerprint(JSON.stringify(sent));
  const { stored, timeZone } = await findStoredRequest(ctx, idempotencyKey);
  requireConditionsForNewPlug(conditions);
  if (stored) return storedResult(stored, requestHash);
  try {
    return await insertPlug(ctx, newPlug(ctx, sent), {
      claim: { key: idempotencyKey, requestHash },
      statementsBefore,
      timeZone,
    });
  } catch (error) {
    if (!isKeyTaken(error)) throw error;
    const { stored: concurrent } = await findStoredRequest(ctx, idempotencyKey);
    if (!concurrent) throw error;
    return storedResult(concurrent, requestHash);
  }
}

function requireConditionsForNewPlug(conditions: Conditions): void {
  if (!allowsAction(conditions)) throw new AppError('PRECONDITION_FAILED');
}

/**
 * Returns a new plug with these fields. Stores nothing. If `givenType` is null, the type depends on the fields. A
 * contact without a network type gets the default network type, unless the type is given and `sent.networkType` is
 * null.
 */
export function newPlug(ctx: Ctx, sent: CreatePlugInput, givenType: PlugType | null = null): NewPlug {
  const fields = plugFieldsFrom(sent);
  const plugType = givenType ?? (isComplete(fields) ? 'contact' : 'target');
  const isNetworkTypeEmpty = givenType !== null && sent.networkType === null;
  const fieldsWithDefaults = isNetworkTypeEmpty ? fields : withTypeDefaults(plugType, fields);
  return {
    ...fieldsWithDefaults,
    id: uuid(),
    owner: userOf(ctx).accountNumber,
    plugType,
    ...plugKeys(plugType, fieldsWithDefaults),
    etag: newEtag(),
    createdAtMs: ctx.nowMs,
    updatedAtMs: ctx.nowMs,
  };
}

/**
 * Inserts a plug. `claim` is the idempotency key to store. The insert fails if another request has stored the key in
 * the last 24 hours.
 */
async function insertPlug(
  ctx: Ctx,
  plug: NewPlug,
  {
    claim,
    statementsBefore: given = [],
    timeZone,
  }: {
    claim?: { key: string; requestHash: string };
    statementsBefore?: readonly Statement[] | undefined;
    timeZone: string;
  },
): Promise<WrittenPlug> {
  const { maxPlugs } = ctx.configuration;
  const keyRow = claim && { ...claim, owner: plug.owner, plugId: plug.id, createdAtMs: ctx.nowMs };
  const claims = keyRow ? claimKeyStatements(ctx.database, keyRow, ctx.nowMs - KEY_LIFETIME_MS) : [];
  const statementsBefore = [...given, ...claims, requirePlugQuotaStatement(plug.owner, maxPlugs)];
  try {
    const [row] = await insertPlugs(ctx, [plug], { statementsBefore, timeZone });
    return { plug: row as PlugRow, isWritten: true };
  } catch (error) {
    if (isKeyTaken(error)) throw error;
    if (isQuotaExceeded(error)) throw new AppError('PLUG_QUOTA_EXCEEDED', { max: maxPlugs });
    throw duplicateError(error, plug.plugType);
  }
}

async function findStoredRequest(
  ctx: Ctx,
  key: string,
): Promise<{ stored: { request: StoredRequest; plug: PlugRow } | null; timeZone: string }> {
  const { accountNumber } = userOf(ctx);
  const statement = storedRequestStatement(ctx.database, accountNumber, key, ctx.nowMs - KEY_LIFETIME_MS);
  const { account, results } = await readWithAccess(ctx, [statement]);
  return { stored: results[0][0] ?? null, timeZone: account.timeZone };
}

function storedResult(
  { request, plug }: { request: StoredRequest; plug: PlugRow },
  requestHash: string,
): WrittenPlug {
  if (request.requestHash !== requestHash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
  return { plug, isWritten: false };
}
