/** Undoes a revision of a plug from a chat. The bot uses this to undo a deletion. */
import { AppError } from '../../rules/app-error.ts';
import { seqOf } from '../../rules/plugs/history/revision-number.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import { revisionFrom, revisionStatements, undoRevision } from '../plugs/history/undo-revision.ts';
import type { Ctx } from '../request/context.ts';
import { type BotUpdate, claimStatement, claimUpdate, withClaim } from './claim-update.ts';
import { openChatToWrite } from './open-chat.ts';

export interface UndoneInChat {
  /** The plug as it was read before the undo, except that `deletedAtMs` is null. */
  plug: PlugRow;
  /**
   * False if the undo changed no value, for example because the revision was already undone or its values were changed
   * later.
   */
  isUndone: boolean;
}

/**
 * Undoes a revision of one plug. A value that was changed later is kept. Returns null for a chat without a link.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `NOT_FOUND` for an expired or unknown revision, for a plug that was deleted
 *   permanently and for a plug that stays in the trash, `DUPLICATE_TARGET` if a duplicate of the plug was created in the
 *   meantime, and the codes of `undoRevision`
 */
export async function undoFromChat(
  ctx: Ctx,
  update: BotUpdate,
  revisionId: string,
): Promise<UndoneInChat | null> {
  const seq = seqOf(revisionId) ?? 0;
  const { chat, results } = await openChatToWrite(ctx, update, (owner) =>
    revisionStatements(owner, seq, ctx.nowMs),
  );
  if (!chat) return null;
  const read = revisionFrom(results, seq, chat.account.timeZone);
  const plug = read?.read.plugs[0];
  if (!read || !plug) throw new AppError('NOT_FOUND');
  const input = { id: revisionId, onConflict: 'keep', isDryRun: false } as const;
  const statementsBefore = [claimStatement(ctx, update)];
  const { undone, kept } = await withClaim(update, () =>
    undoRevision(chat.ctx, seq, input, { read, statementsBefore }),
  );
  // The first attempt has already claimed the update, because a duplicate is found only after the first write.
  if (kept.some(({ reason }) => reason === 'duplicate')) throw new AppError('DUPLICATE_TARGET');
  if (undone === 0) {
    await claimUpdate(ctx, update);
    // After an undo of the revision, the plug was deleted again. This deletion has a revision of its own.
    if (plug.deletedAtMs !== null) throw new AppError('NOT_FOUND');
  }
  return { plug: { ...plug, deletedAtMs: null }, isUndone: undone > 0 };
}
