/** The question of the bot whose reply is the next message of a chat. Pure. */

/** `note`: text for the notes of the plug. `tag`: tags for the plug. */
export interface ExpectedReply {
  kind: 'note' | 'tag';
  plugId: string;
  expiresAtMs: number;
}

const REPLY_MS = 10 * 60_000;

/** The question about a plug, asked now. A later message is a new contact. */
export function expectReply(kind: ExpectedReply['kind'], plugId: string, nowMs: number): ExpectedReply {
  return { kind, plugId, expiresAtMs: nowMs + REPLY_MS };
}

/** The question that a message replies to, or null when there is none or its time is over. */
export function openReply(expected: ExpectedReply | null, nowMs: number): ExpectedReply | null {
  return expected && expected.expiresAtMs > nowMs ? expected : null;
}
