/**
 * Text of messages. Telegram accepts a subset of HTML and limits the text of a message, without tags, to 4,096
 * characters. A text is therefore a list of blocks, and a long list is divided into several messages.
 */

/** The maximum length of a message, in UTF-16 code units, after its entities are parsed. */
export const MAX_MESSAGE_CHARACTERS = 4096;

/** One or more lines of a message. `length` is the length of the visible text. */
export interface Block {
  html: string;
  length: number;
}

/** Escapes user data. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Puts plain text into an optional tag. A text that is too long becomes several blocks. */
export function blocksOf(text: string, tag?: 'b' | 'i' | 'code'): Block[] {
  return piecesOf(text).map((piece) => {
    const escaped = escapeHtml(piece);
    return { html: tag ? `<${tag}>${escaped}</${tag}>` : escaped, length: piece.length };
  });
}

/** Joins blocks on one line. Their texts must be shorter than a message. */
export function lineOf(...blocks: Block[]): Block {
  return {
    html: blocks.map(({ html }) => html).join(''),
    length: blocks.reduce((sum, { length }) => sum + length, 0),
  };
}

/** The texts of the messages that contain these blocks, one block per line. */
export function messagesOf(blocks: Block[]): string[] {
  const messages: Block[] = [];
  for (const block of blocks) {
    const last = messages.at(-1);
    if (last && last.length + 1 + block.length <= MAX_MESSAGE_CHARACTERS) {
      messages[messages.length - 1] = {
        html: `${last.html}\n${block.html}`,
        length: last.length + 1 + block.length,
      };
    } else {
      messages.push(block);
    }
  }
  return messages.map(({ html }) => html);
}

/** Divides a text at line ends or spaces where possible, and never inside a surrogate pair. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > MAX_MESSAGE_CHARACTERS) {
    const head = rest.slice(0, MAX_MESSAGE_CHARACTERS);
    const at = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
    const cut = at > MAX_MESSAGE_CHARACTERS / 2 ? at : MAX_MESSAGE_CHARACTERS - dividedPairLength(head);
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...pieces, rest];
}

/** The number of code units at the end of the text that are the first half of a surrogate pair: 0 or 1. */
function dividedPairLength(text: string): number {
  return /[\uD800-\uDBFF]$/.test(text) ? 1 : 0;
}
