/**
 * Parses and checks the HTML of messages as the Bot API does, but only the tags of `ALLOWED_TAGS` are supported. The
 * length limit applies to the text without tags.
 */
import { Refusal } from './objects.ts';

export interface FormattedText {
  /** The text without tags. */
  text: string;
  /**
   * The text with its tags. Of their attributes, only `href` is kept. All other text is escaped. The URL of a link is
   * not checked.
   */
  html: string;
}

const MAX_TEXT_LENGTH = 4096;
const ALLOWED_TAGS = new Set(['b', 'strong', 'i', 'em', 'u', 's', 'code', 'pre', 'a', 'blockquote']);
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const TAG_ENTITY_OR_TEXT = /<(\/?)([^<>]*)>|&(#\d+|#x[\da-f]+|\w+);|[<]|[^<&]+|&/gi;

/**
 * Parses the text if `parseMode` is `HTML`. In every other mode the text has no formatting.
 * @throws Refusal if the text is empty, too long, or not valid HTML of the Bot API
 */
export function parseText(sent: unknown, parseMode: unknown): FormattedText {
  const source = typeof sent === 'string' ? sent : '';
  const formatted = parseMode === 'HTML' ? parseHtml(source) : { text: source, html: escapeHtml(source) };
  if (formatted.text.trim() === '') throw new Refusal(400, 'Bad Request: message text is empty');
  if (formatted.text.length > MAX_TEXT_LENGTH) throw new Refusal(400, 'Bad Request: message is too long');
  return formatted;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function parseHtml(source: string): FormattedText {
  const openTags: string[] = [];
  let text = '';
  let html = '';
  for (const { 0: piece, 1: slash, 2: inner, 3: entity, index } of source.matchAll(TAG_ENTITY_OR_TEXT)) {
    if (inner !== undefined) html += convertTag(inner, slash === '/', openTags, index);
    else if (piece === '<') throw parseError(`Unclosed start tag at byte offset ${index}`);
    else {
      const plain = entity === undefined ? piece : decodeEntity(entity, piece);
      text += plain;
      html += escapeHtml(plain);
    }
  }
  const [unclosed] = openTags;
  if (unclosed) throw parseError(`Can't find end tag corresponding to start tag "${unclosed}"`);
  return { text, html };
}

/**
 * Returns a tag without the sent attributes, except the `href` of a link. Adds a start tag to `openTags`. The end tag
 * removes the start tag.
 * @throws Refusal if the tag is not allowed, or if an end tag does not match the last open tag
 */
function convertTag(inner: string, isEnd: boolean, openTags: string[], index: number): string {
  const [name = ''] = inner.trim().toLowerCase().split(/\s/);
  if (!ALLOWED_TAGS.has(name)) throw parseError(`Unsupported start tag "${name}" at byte offset ${index}`);
  if (!isEnd) {
    openTags.push(name);
    const [, href = ''] = /href="([^"]*)"/.exec(inner) ?? [];
    return name === 'a' ? `<a href="${escapeHtml(href)}" rel="noreferrer">` : `<${name}>`;
  }
  if (openTags.pop() !== name) throw parseError(`Unmatched end tag at byte offset ${index}`);
  return `</${name}>`;
}

/**
 * Decodes an entity. Telegram decodes four named entities and all valid numeric entities. All others stay unchanged.
 */
function decodeEntity(entity: string, piece: string): string {
  if (!entity.startsWith('#')) return ENTITIES[entity.toLowerCase()] ?? piece;
  const code = entity[1] === 'x' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : piece;
}

function parseError(reason: string): Refusal {
  return new Refusal(400, `Bad Request: can't parse entities: ${reason}`);
}
