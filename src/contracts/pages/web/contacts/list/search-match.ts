/** Finds the field that a search result shows below the name, because the field contains a word of the search. */
import { markedNumber, markedParts, type TextPart } from '../../../../../rules/plugs/marked-text.ts';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { BUSINESS_TYPES, NETWORK_TYPES } from '../type-labels.ts';

/** A field other than name, company and job title that contains a word. The matches in its text are marked. */
export interface OtherMatch {
  label: string;
  parts: TextPart[];
}

/** The maximum length of the shown text before its first match, in code points. */
const MAX_LENGTH_BEFORE_MATCH = 30;
/** The maximum length of the shown text from its first match on, in code points. */
const MAX_LENGTH_FROM_MATCH = 120;

/**
 * Looks for the words that are missing in the name, the company and the job title. Returns the first other field that
 * contains one of these words. Returns null if no word is missing, or if no other field contains a missing word.
 */
export function findOtherMatch(plug: PlugRow, words: string[]): OtherMatch | null {
  const shownText = [fullName(plug), plug.company ?? '', plug.jobTitle ?? ''].join('\n');
  const missingWords = words.filter((word) => !hasMatch(markedParts(shownText, [word])));
  if (missingWords.length === 0) return null;
  for (const { label, text, mark } of searchedFields(plug)) {
    if (text && missingWords.some((word) => hasMatch(mark(text, [word])))) {
      return { label, parts: shortened(mark(text, words)) };
    }
  }
  return null;
}

function searchedFields(plug: PlugRow) {
  const labelFor = (labels: typeof NETWORK_TYPES, value: string | null) => value && labels.labelOf(value);
  return [
    { label: 'E-mail', text: plug.email, mark: markedParts },
    { label: 'Phone', text: plug.primaryNumber, mark: markedNumber },
    { label: 'Second phone', text: plug.secondaryNumber, mark: markedNumber },
    { label: 'Tags', text: plug.tags.join(', '), mark: markedParts },
    { label: 'Note', text: plug.notes, mark: markedParts },
    { label: 'Met at', text: plug.metWhere, mark: markedParts },
    { label: 'Telegram', text: plug.telegramUsername, mark: markedParts },
    { label: 'Reason', text: plug.connectReason, mark: markedParts },
    { label: 'Network', text: labelFor(NETWORK_TYPES, plug.networkType), mark: markedParts },
    { label: 'Business', text: labelFor(BUSINESS_TYPES, plug.businessType), mark: markedParts },
  ];
}

function hasMatch(parts: TextPart[]): boolean {
  return parts.some(({ isMatch }) => isMatch);
}

/** Cuts a long text to the part around its first match. */
function shortened(parts: TextPart[]): TextPart[] {
  const firstMatch = parts.findIndex(({ isMatch }) => isMatch);
  const before = [...(parts[firstMatch - 1]?.text ?? '')];
  const start =
    before.length > MAX_LENGTH_BEFORE_MATCH
      ? `…${before.slice(-MAX_LENGTH_BEFORE_MATCH).join('')}`
      : before.join('');
  let remainingLength = MAX_LENGTH_FROM_MATCH;
  const after = parts.slice(firstMatch).flatMap(({ text, isMatch }) => {
    const characters = [...text];
    const shown = characters.slice(0, Math.max(0, remainingLength)).join('');
    const isCut = remainingLength >= 0 && characters.length > remainingLength;
    remainingLength -= characters.length;
    return shown || isCut ? [{ text: isCut ? `${shown}…` : shown, isMatch }] : [];
  });
  return [{ text: start, isMatch: false }, ...after];
}
