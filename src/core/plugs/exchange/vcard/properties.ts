/**
 * Reads the properties of a vCard file, versions 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350). A line that does not have the
 * form of a property continues the value of the previous property. Empty lines are ignored.
 */
import { decodedAs } from '../decode-file.ts';

export interface Property {
  /** In capitals, without the group. */
  name: string;
  /**
   * In lower case; empty if the property has no group. Properties with the same group belong together, such as
   * `item1.TEL` and `item1.X-ABLabel`.
   */
  group: string;
  /** The parameters as the file contains them, each after a semicolon. `parametersOf` returns their values. */
  parameterText: string;
  /** The value, decoded from quoted-printable. Its escape sequences are not replaced. */
  value: string;
  /** Whether the value is an embedded file in base64. */
  isBinary: boolean;
  /** The line of the file on which the property begins, counted from 1. */
  line: number;
}

const START_OF_PROPERTY = /^(?:[\w-]+\.)?[\w-]+[;:]/;
const BOUNDARY = /^(?:BEGIN|END):VCARD\s*$/i;
const QUOTED_PRINTABLE = /;(?:ENCODING=)?"?QUOTED-PRINTABLE"?[;:]/i;
const BARE_ENCODING = /^(?:QUOTED-PRINTABLE|BASE64|8BIT|7BIT)$/i;
/** The label of a type that Android writes: `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,Label)`. */
const ANDROID_LABEL = /^X-CUSTOM\((?:CHARSET=[^,]*,)?(?:ENCODING=QUOTED-PRINTABLE,)?(.*)\)$/i;
const DATA_URI = /^data:[^,]{0,200};base64,/i;

/** Yields the properties of a file, in order. */
export function* propertiesOf(text: string): Generator<Property> {
  const lines = text.split(/\r\n|\n|\r/);
  let pieces: string[] = [];
  let start = 0;
  let isQuotedPrintable = false;
  for (const [at, line] of lines.entries()) {
    const last = pieces.length - 1;
    const previous = pieces[last] ?? '';
    if (isQuotedPrintable && previous.endsWith('=') && !BOUNDARY.test(line)) {
      pieces.splice(last, 1, previous.slice(0, -1), line);
    } else if (pieces.length > 0 && /^[ \t]/.test(line)) {
      pieces.push(line.slice(1));
    } else if (START_OF_PROPERTY.test(line)) {
      if (pieces.length > 0) yield parsedProperty(pieces.join(''), start);
      pieces = [line];
      start = at + 1;
      isQuotedPrintable = QUOTED_PRINTABLE.test(line.slice(0, endOfHeader(line) + 1));
    } else if (line !== '' && pieces.length > 0) {
      pieces.push(`\n${line}`);
    }
  }
  if (pieces.length > 0) yield parsedProperty(pieces.join(''), start);
}

/** The preference of a property without a stated preference. RFC 6350 section 5.3 allows 1 to 100. */
export const NO_PREFERENCE = 101;

/** The preference of an e-mail address or number, and `NO_PREFERENCE` for other properties. The lowest is preferred. */
export function preferenceOf(property: Property): number {
  if (property.name !== 'EMAIL' && property.name !== 'TEL') return NO_PREFERENCE;
  const parameters = parametersOf(property);
  if (parameters.get('TYPE')?.some((type) => type.toLowerCase() === 'pref')) return 1;
  return Number(parameters.get('PREF')?.[0]) || NO_PREFERENCE;
}

/** Replaces the escape sequences of a value (RFC 6350 section 3.4). */
export function unescaped(value: string): string {
  return value.replace(/\\([\s\S])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character));
}

/** The components of a structured value, such as the parts of a name, without escape sequences. */
export function componentsOf(value: string, separator: ';' | ',' = ';'): string[] {
  return splitText(value, separator, '\\').map((component) => unescaped(component).trim());
}

/**
 * The values of each parameter of a property, by the name of the parameter in capitals, without `ENCODING` and
 * `CHARSET`. A parameter of version 2.1 without a name is an encoding or a `TYPE`. `Property` does not contain this
 * map, because the maps of 250,000 properties, the maximum of a file, would need too much memory.
 */
export function parametersOf({ parameterText }: Property): Map<string, string[]> {
  const parameters = allParametersOf(parameterText);
  parameters.delete('ENCODING');
  parameters.delete('CHARSET');
  return parameters;
}

function parsedProperty(text: string, line: number): Property {
  const colon = endOfHeader(text);
  const header = text.slice(0, colon);
  const [name = ''] = header.split(';', 1);
  const dot = name.lastIndexOf('.');
  const parameterText = header.slice(name.length);
  const parameters = allParametersOf(parameterText);
  const value = text.slice(colon + 1).trim();
  const encoding = parameters.get('ENCODING')?.[0]?.toUpperCase();
  const charset = parameters.get('CHARSET')?.[0];
  return {
    name: name.slice(dot + 1).toUpperCase(),
    group: name.slice(0, Math.max(dot, 0)).toLowerCase(),
    parameterText,
    value: encoding === 'QUOTED-PRINTABLE' ? fromQuotedPrintable(value, charset) : value,
    isBinary: encoding === 'B' || encoding === 'BASE64' || DATA_URI.test(value),
    line,
  };
}

function allParametersOf(parameterText: string): Map<string, string[]> {
  const parameters = new Map<string, string[]>();
  const [, ...texts] = splitText(parameterText, ';', '"');
  for (const text of texts) {
    const label = ANDROID_LABEL.exec(text)?.[1];
    const [, named = '', rest = text] = /^([\w-]+)=(.*)$/s.exec(text) ?? [];
    const name =
      label === undefined && named ? named.toUpperCase() : BARE_ENCODING.test(text) ? 'ENCODING' : 'TYPE';
    const values = label === undefined ? splitText(rest, ',', '"') : [fromQuotedPrintable(label)];
    const known = parameters.get(name) ?? [];
    known.push(...values.slice(0, MAX_PARAMETER_VALUES).map((value) => value.replace(/^"|"$/g, '').trim()));
    parameters.set(name, known);
  }
  return parameters;
}

/** The maximum number of values that are read each time a parameter occurs. Further values are ignored. */
const MAX_PARAMETER_VALUES = 100;

/**
 * The position of the colon in front of the value, or -1. A colon in quotation marks belongs to a parameter. If all
 * colons are in quotation marks, the function returns the position of the first colon.
 */
function endOfHeader(text: string): number {
  const [header = ''] = splitText(text, ':', '"');
  return header.length < text.length ? header.length : text.indexOf(':');
}

/**
 * Splits a text at a separator. `protection` states which separators are ignored: with `"` those in quotation marks,
 * with `\` those after a backslash.
 */
function splitText(text: string, separator: string, protection: '"' | '\\'): string[] {
  const parts: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === separator && !isQuoted) {
      parts.push(text.slice(from, at));
      from = at + 1;
    } else if (text[at] === protection && protection === '"') isQuoted = !isQuoted;
    else if (text[at] === protection) at += 1;
  }
  parts.push(text.slice(from));
  return parts;
}

/**
 * The maximum number of sequences of ASCII characters that are decoded in one value. Only a text that also contains
 * other characters has several sequences, and each sequence needs its own decoder. Further sequences are not decoded.
 */
const MAX_DECODINGS = 10_000;

/**
 * Decodes quoted-printable text (RFC 2045 section 6.7). Of `charset`, UTF-8 and Windows-1252, in this order, the first
 * one in which the bytes are valid is used. Characters beyond ASCII are not changed.
 */
function fromQuotedPrintable(text: string, charset?: string): string {
  const charsets = [...new Set([charset?.toLowerCase() ?? 'utf-8', 'utf-8', 'windows-1252'])];
  let decodings = 0;
  return text.replace(/[\0-\x7f]+/g, (ascii) => {
    if (!ascii.includes('=')) return ascii;
    decodings += 1;
    if (decodings > MAX_DECODINGS) return ascii;
    const characters = ascii.replace(/=([\dA-F]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    const bytes = Uint8Array.from(characters, (character) => character.charCodeAt(0));
    for (const each of charsets) {
      const decoded = decodedAs(each, bytes);
      if (decoded !== null) return decoded;
    }
    return ascii;
  });
}
