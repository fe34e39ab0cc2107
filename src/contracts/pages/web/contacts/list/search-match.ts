/** The parts of a contact that match the words of a search. Pure. */
import { markedNumber, markedParts, type TextPart } from '../../../../../rules/plugs/marked-text.ts';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { BUSINESS_TYPES, NETWORK_TYPES } from '../type-labels.ts';

/** A field that a row does not show otherwise, with the place where it matches. */
export interface OtherMatch {
  label: string;
  parts: TextPart[];
}

/** The number of characters before the first match, and from the first match on, that a row shows of a long text. */
const SHOWN_BEFORE = 30;
const SHOWN_FROM = 120;

/**
 * Returns the first field that contains a word which the name, the company and the job title do not contain. Returns
 * null if name, company and job title contain every word.
 */
export function otherMatch(plug: PlugRow, words: string[]): OtherMatch | null {
  const shown = [fullName(plug), plug.company ?? '', plug.jobTitle ?? ''].join('\n');
  const missing = words.filter((word) => !hasMatch(markedParts(shown, [word])));
  if (missing.length === 0) return null;
  for (const { label, text, mark } of searchedFields(plug)) {
    if (text && missing.some((word) => hasMatch(mark(text, [word])))) {
      return { label, parts: shortened(mark(text, words)) };
    }
  }
  return null;
}

function searchedFields(plug: PlugRow) {
  const labelled = (labels: typeof NETWORK_TYPES, value: string | null) => value && labels.labelOf(value);
  return [
    { label: 'E-mail', text: plug.email, mark: markedParts },
    { label: 'Phone', text: plug.primaryNumber, mark: markedNumber },
    { label: 'Second phone', text: plug.secondaryNumber, mark: markedNumber },
    { label: 'Tags', text: plug.tags.join(', '), mark: markedParts },
    { label: 'Note', text: plug.notes, mark: markedParts },
    { label: 'Met at', text: plug.metWhere, mark: markedParts },
    { label: 'Telegram', text: plug.telegramUsername, mark: markedParts },
    { label: 'Reason', text: plug.connectReason, mark: markedParts },
    { label: 'Network', text: labelled(NETWORK_TYPES, plug.networkType), mark: markedParts },
    { label: 'Business', text: labelled(BUSINESS_TYPES, plug.businessType), mark: markedParts },
  ];
}

function hasMatch(parts: TextPart[]): boolean {
  return parts.some(({ isMatch }) => isMatch);
}

/** A long text, cut to the surroundings of its first match. */
function shortened(parts: TextPart[]): TextPart[] {
  const first = parts.findIndex(({ isMatch }) => isMatch);
  const before = [...(parts[first - 1]?.text ?? '')];
  const start = before.length > SHOWN_BEFORE ? `…${before.slice(-SHOWN_BEFORE).join('')}` : before.join('');
  let room = SHOWN_FROM;
  const after = parts.slice(first).flatMap(({ text, isMatch }) => {
    const characters = [...text];
    const shown = characters.slice(0, Math.max(0, room)).join('');
    const isCut = room >= 0 && characters.length > room;
    room -= characters.length;
    return shown || isCut ? [{ text: isCut ? `${shown}…` : shown, isMatch }] : [];
  });
  return [{ text: start, isMatch: false }, ...after];
}
