/**
 * The text of messages in the HTML subset of Telegram. Telegram limits the text of a message, without its tags, to 4,096
 * UTF-16 code units. A text is therefore built from blocks, and the blocks of a long text are divided among several
 * messages.
 */

/** The maximum length of a message in UTF-16 code units, without tags and after its HTML entities are decoded. */
export const MAX_MESSAGE_LENGTH = 4096;

/** A part of a message: one or more lines, or a part of a line that `lineOf` joins with other parts. */
export interface Block {
  html: string;
  /** The length of the visible text in UTF-16 code units. */
  length: number;
}

/** Escapes a text for the content of an element. Quotes stay, because no text is put into an attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Escapes a plain text and puts it into `tag`, if given. A text that exceeds one message becomes several blocks. */
export function blocksOf(text: string, tag?: 'b' | 'i' | 'code'): Block[] {
  return piecesOf(text).map((piece) => {
    const escaped = escapeHtml(piece);
    return { html: tag ? `<${tag}>${escaped}</${tag}>` : escaped, length: piece.length };
  });
}

/** Joins blocks into one block on one line. All texts together must fit into one message. */
export function lineOf(...blocks: Block[]): Block {
  return {
    html: blocks.map(({ html }) => html).join(''),
    length: blocks.reduce((sum, { length }) => sum + length, 0),
  };
}

/** Returns the HTML of the messages that contain the blocks in their order. Each block begins on a new line. */
export function messagesOf(blocks: Block[]): string[] {
  const messages: Block[] = [];
  for (const block of blocks) {
    const last = messages.at(-1);
    if (last && last.length + 1 + block.length <= MAX_MESSAGE_LENGTH) {
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

/**
 * Divides a text into pieces that each fit into one message. A text is divided at a line end or space in the second half
 * of the piece, if there is one, and never inside a surrogate pair.
 */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > MAX_MESSAGE_LENGTH) {
    const head = rest.slice(0, MAX_MESSAGE_LENGTH);
    const at = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
    const cut = at > MAX_MESSAGE_LENGTH / 2 ? at : MAX_MESSAGE_LENGTH - dividedPairLength(head);
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...pieces, rest];
}

/** The number of code units at the end of the text that are the first half of a surrogate pair: 0 or 1. */
function dividedPairLength(text: string): number {
  return /[\uD800-\uDBFF]$/.test(text) ? 1 : 0;
}
