/** A question of the bot. Until it expires, the next text message of the chat can be the reply. Pure. */

/** A question about a plug. The reply is a text for the notes (`note`) or tags (`tag`). */
export interface ExpectedReply {
  kind: 'note' | 'tag';
  plugId: string;
  expiresAtMs: number;
}

const QUESTION_LIFE_MS = 10 * 60_000;

/**
 * Creates the record of a question that the bot sends now. After the expiry of the question, a text message without a
 * command is read as a new contact.
 */
export function expectReply(kind: ExpectedReply['kind'], plugId: string, nowMs: number): ExpectedReply {
  return { kind, plugId, expiresAtMs: nowMs + QUESTION_LIFE_MS };
}

/** Returns the question if it has not expired, otherwise null. */
export function unexpiredReply(expected: ExpectedReply | null, nowMs: number): ExpectedReply | null {
  return expected && expected.expiresAtMs > nowMs ? expected : null;
}
