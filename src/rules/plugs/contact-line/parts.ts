/** Divides the tokens of a message into lines, and each line into the parts between its separators. Pure. */
import type { Form, Token } from './forms.ts';
import { isRankWithDepartment } from './job-titles.ts';
import { labelAtEnd } from './labels.ts';
import { isLegalForm } from './legal-forms.ts';
import { withoutPictures } from './message-text.ts';

/** A value that was recognised by its form, with the label in front of it. */
export interface LabelledForm {
  form: Form;
  /** Whether a label in front of the value or after it states that the value is a fax number. */
  isFax: boolean;
  /**
   * The label, if it becomes a note together with the value. A label without a colon or full stop becomes a note (see
   * `MIN_KEPT_LABEL_LENGTH`), because it may be an ordinary word of the text. A label in parentheses after the value
   * also becomes a note.
   */
  keptLabel: string | null;
}

export interface Part {
  /** The text without recognised values, their labels and empty brackets, cleaned by `cleanText`. */
  text: string;
  /** The part as it was written. */
  raw: string;
  forms: LabelledForm[];
  /** The separator in front of the part, without spaces. Empty at the start of a line and after a tab. */
  separator: string;
}

export interface Line {
  raw: string;
  parts: Part[];
  /** The number of the paragraph. A blank line begins a new paragraph. */
  paragraph: number;
}

/** Brackets that are empty after a recognised value was removed. */
const EMPTY_BRACKETS = /\(\s*\)|\[\s*\]|<\s*>/g;
const COMMA = /^[,\u060c\uff0c\u3001]$/;
/** The minimum length of a label that becomes a note because no colon or full stop follows it. */
const MIN_KEPT_LABEL_LENGTH = 4;

/** The lines of a message that are not blank. */
export function linesOf(tokens: Token[]): Line[] {
  const lines: Line[] = [];
  let paragraph = 0;
  for (const line of splitAt(tokens, (token) => token.raw === '\n')) {
    const raw = line
      .map((token) => token.raw)
      .join('')
      .trim();
    if (raw === '') paragraph += 1;
    else lines.push({ raw, parts: withJoinedCommas(partsOf(line)), paragraph });
  }
  return lines;
}

function partsOf(tokens: Token[]): Part[] {
  let separator = '';
  return splitAt(tokens, (token) => token.kind === 'separator').flatMap((group) => {
    const [first] = group;
    if (first?.kind === 'separator') separator = first.raw.trim();
    const part = partOf(first?.kind === 'separator' ? group.slice(1) : group, separator);
    return part.text === '' && part.forms.length === 0 ? [] : [part];
  });
}

/** Builds a part from its tokens. The label in front of a recognised value is removed from the text. */
function partOf(tokens: Token[], separator: string): Part {
  const texts: string[] = [];
  const forms: LabelledForm[] = [];
  for (const token of tokens) {
    if (!('value' in token)) {
      texts.push(token.raw);
    } else {
      const { rest, ...labelled } = labelledForm(token, texts.pop() ?? '');
      texts.push(rest);
      forms.push(labelled);
    }
  }
  const raw = tokens.map((token) => token.raw).join('');
  const text = cleanText(texts.join(' '));
  const last = forms.at(-1);
  const after = last && labelAfter(text);
  if (after) {
    last.isFax ||= after.kind === 'fax';
    last.keptLabel = [last.keptLabel, after.label].filter(Boolean).join(', ');
  }
  return { text: after ? '' : text, raw: raw.trim(), forms, separator };
}

/** A label in parentheses after a value: "020 7946 0112 (office)". */
function labelAfter(text: string): ReturnType<typeof labelAtEnd> {
  const [, inner] = /^\(([^()]+)\)$/.exec(text) ?? [];
  return inner === undefined ? null : labelAtEnd(`${inner}:`);
}

/** Returns a recognised value with its label from the end of `before`, and the rest of `before`. */
function labelledForm(form: Form, before: string): LabelledForm & { rest: string } {
  const found = form.kind === 'tag' || form.kind === 'priority' ? null : labelAtEnd(withoutPictures(before));
  if (!found) return { form, isFax: false, keptLabel: null, rest: before };
  const isWord = found.label.length >= MIN_KEPT_LABEL_LENGTH && !/[:.\uff1a]\s*$/u.test(before);
  return { form, isFax: found.kind === 'fax', keptLabel: isWord ? found.label : null, rest: found.rest };
}

/** Joins parts whose comma does not separate fields: "Palisade, Inc." and "VP, Sales". */
function withJoinedCommas(parts: Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const belongsTogether =
      before !== undefined &&
      before.text !== '' &&
      COMMA.test(part.separator) &&
      (isLegalForm(part.text) || isRankWithDepartment(before.text, part.text));
    if (!belongsTogether) joined.push(part);
    else joined.splice(-1, 1, joinedParts(before, part));
  }
  return joined;
}

/** Joins two successive parts with the separator between them. */
export function joinedParts(before: Part, part: Part): Part {
  const space = part.separator === '' ? '' : `${part.separator} `;
  return {
    text: `${before.text}${space}${part.text}`,
    raw: `${before.raw}${space}${part.raw}`,
    forms: [...before.forms, ...part.forms],
    separator: before.separator,
  };
}

/**
 * Removes empty brackets, and the emoji, bullets and separators at both ends. A text that is only a full stop becomes
 * empty.
 */
function cleanText(text: string): string {
  return withoutPictures(text.replace(EMPTY_BRACKETS, ' '))
    .replace(
      /^[\s,;:|/\\\u2010-\u2015*_-]+|(?<![\s,;|/\\\u2010-\u2015*_-])[\s,;|/\\\u2010-\u2015*_-]+$/gu,
      '',
    )
    .replace(/^\.$/, '');
}

/** Splits a list before each token for which `isStart` returns true. Such a token is omitted if it is a line break. */
function splitAt(tokens: Token[], isStart: (token: Token) => boolean): Token[][] {
  const groups: Token[][] = [[]];
  for (const token of tokens) {
    if (!isStart(token)) groups.at(-1)?.push(token);
    else groups.push(token.raw === '\n' ? [] : [token]);
  }
  return groups;
}
