/** Writes plugs as vCards of version 4.0 (RFC 6350) or 3.0 (RFC 2426). */
import { fullName } from '../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import { contentLine, escapedText } from '../vcard/content-lines.ts';
import {
  type FurtherValue,
  furtherValues,
  JSON_PROPERTIES,
  LINE_PROPERTIES,
  TYPE_PROPERTY,
} from '../vcard/plugs-properties.ts';
import { unescaped } from '../vcard/properties.ts';
import { exportedValues } from './exported-values.ts';
import type { FileWriter } from './file-writer.ts';

export const VCARD_VERSIONS = ['3.0', '4.0'] as const;
export type VCardVersion = (typeof VCARD_VERSIONS)[number];

/** A property: `name` includes the parameters, and `value` is already escaped. */
export type CardProperty = [name: string, value: string];

/**
 * The parameter that marks the preferred one of several values. An import stores this value in the field of the plug.
 */
const PREFERRED = { '3.0': ';TYPE=PREF', '4.0': ';PREF=1' };
/** The parameter of `PHOTO` for a URL. In version 3.0, the value would otherwise be the data of the picture. */
const URI_VALUE = { '3.0': ';VALUE=uri', '4.0': '' };
/** Version 3.0 requires a year. Apple writes this year for a birthday without a year. 1604 is a leap year. */
const OMITTED_YEAR = '1604';
/** A type that can be written as a parameter. The type `pref` would mark the value as the preferred one. */
const PLAIN_TYPE = /^(?!pref$)[a-z][a-z0-9-]{0,39}$/i;

/** Returns the writer for a version of vCard. */
export function vCardWriter(version: VCardVersion): FileWriter {
  return { head: '', separator: '', tail: '', plugText: (plug) => cardText(cardProperties(plug, version)) };
}

/** Returns the text of a card with these properties. */
export function cardText(properties: CardProperty[]): string {
  const lines: CardProperty[] = [['BEGIN', 'VCARD'], ...properties, ['END', 'VCARD']];
  return lines.map(([name, value]) => contentLine(name, value)).join('');
}

/** Returns the properties of the card of a plug, without `BEGIN` and `END`. */
export function cardProperties(plug: PlugRow, version: VCardVersion): CardProperty[] {
  const { email, primaryNumber, secondaryNumber, linkedinUrl, profilePicture } = plug;
  const preferred = PREFERRED[version];
  return [
    ['VERSION', version],
    ['UID', `urn:uuid:${plug.id}`],
    ['FN', escapedText(fullName(plug))],
    ['N', `${escapedText(plug.lastName)};${escapedText(plug.firstName)};;;`],
    ...optionalProperty('ORG', plug.company),
    ...optionalProperty('TITLE', plug.jobTitle),
    ...optionalProperty(`EMAIL${preferred}`, email),
    ...furtherProperties('EMAIL', furtherValues(plug.customData, 'emails')),
    ...optionalProperty(`TEL${preferred}`, primaryNumber),
    ...optionalProperty('TEL', secondaryNumber),
    ...furtherProperties('TEL', furtherValues(plug.customData, 'phones')),
    // The type of the value is URI, not text, so commas and semicolons are not escaped. A backslash is escaped, because
    // a reader could otherwise read it as the beginning of an escape sequence.
    ...optionalProperty('URL', linkedinUrl, (url) => url.replaceAll('\\', '\\\\')),
    ...optionalProperty(`PHOTO${URI_VALUE[version]}`, profilePicture, (url) => url.replaceAll('\\', '\\\\')),
    ...birthdayProperty(plug.birthday, version),
    ...optionalProperty('NOTE', plug.notes),
    ...(plug.tags.length > 0 ? [['CATEGORIES', plug.tags.map(escapedText).join(',')] as CardProperty] : []),
    [TYPE_PROPERTY, plug.plugType],
    ...ownProperties(plug),
    ['REV', new Date(plug.updatedAtMs).toISOString().replace(/[-:]|\.\d+/g, '')],
  ];
}

/**
 * Returns the properties for the fields that vCard has no property for, and for notes that `NOTE` cannot contain
 * exactly.
 */
function ownProperties(plug: PlugRow): CardProperty[] {
  const values = exportedValues(plug);
  const lines = Object.entries(LINE_PROPERTIES).flatMap(([field, name]) =>
    optionalProperty(name, values[field as keyof typeof LINE_PROPERTIES] as string | null),
  );
  const jsonValues = { ...values, notes: isExactNote(plug.notes) ? null : plug.notes };
  const json = Object.entries(JSON_PROPERTIES).flatMap(([field, name]) => {
    const value = jsonValues[field as keyof typeof JSON_PROPERTIES];
    const isEmpty = value === null || (typeof value === 'object' && Object.keys(value).length === 0);
    return isEmpty ? [] : optionalProperty(name, JSON.stringify(value));
  });
  return [...lines, ...json];
}

/** Whether a reader of `NOTE` gets the same text. White space at the ends and carriage returns are lost. */
function isExactNote(notes: string | null): boolean {
  return notes === null || unescaped(escapedText(notes).trim()) === notes;
}

function birthdayProperty(birthday: string | null, version: VCardVersion): CardProperty[] {
  if (birthday === null) return [];
  if (version === '4.0') return [['BDAY', birthday.replace(/(?<!-)-(?!-)/g, '')]];
  if (!birthday.startsWith('--')) return [['BDAY', birthday]];
  return [[`BDAY;X-APPLE-OMIT-YEAR=${OMITTED_YEAR}`, OMITTED_YEAR + birthday.slice(1)]];
}

function furtherProperties(name: string, values: FurtherValue[]): CardProperty[] {
  return values.map(({ value, type }) => {
    const parameter = type !== undefined && PLAIN_TYPE.test(type) ? `;TYPE=${type}` : '';
    return [name + parameter, escapedText(value)];
  });
}

/** Returns the property, or no property if the value is empty. */
function optionalProperty(
  name: string,
  value: string | null,
  escaped: (text: string) => string = escapedText,
): CardProperty[] {
  return value ? [[name, escaped(value)]] : [];
}
