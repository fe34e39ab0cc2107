/**
 * Reads the contact in one vCard. A property without a field is stored in the custom data under its property name,
 * except empty properties, embedded files and `IGNORED_PROPERTIES`.
 */
import { ContactDraft } from '../../../../rules/plugs/contact-draft.ts';
import { foldedLine } from '../../../../rules/plugs/folding.ts';
import { MAX_FULL_NAME_LENGTH, splitFullName } from '../../../../rules/plugs/names/split-full-name.ts';
import { addOwnCard, isOwnCard } from './own-card.ts';
import { TYPE_PROPERTY } from './plugs-properties.ts';
import { componentsOf, type Property, parametersOf, preferenceOf, unescaped } from './properties.ts';

/** Properties that do not describe the person. A label (`X-ABLABEL`) is read with the property to which it belongs. */
const IGNORED_PROPERTIES = new Set([
  'VERSION',
  'PRODID',
  'REV',
  'KIND',
  'X-ABLABEL',
  'X-ADDRESSBOOKSERVER-KIND',
]);
const NAME_PROPERTIES = new Set(['N', 'FN', 'ORG']);
/** Types that do not describe the use of an address or number. */
const PLAIN_TYPES = new Set(['internet', 'voice', 'pref', 'x-internet']);
/**
 * Properties that often have a label. Their value can be stored in a field, which has no label. The label is then
 * stored in the custom data.
 */
const STORED_WITHOUT_LABEL = /^(?:BDAY|CATEGORIES|EMAIL|FN|N|NOTE|ORG|PHOTO|TEL|TITLE|URL|X-SOCIALPROFILE)$/;

/** Returns a draft with the values of a card. An embedded file is not stored and gets a warning. */
export function contactOfCard(properties: Property[], timeZone: string): ContactDraft {
  const draft = new ContactDraft();
  const labels = labelsByGroup(properties);
  const unread = isOwnCard(properties) ? addOwnCard(draft, properties) : properties;
  addNames(draft, unread, timeZone);
  for (const { name, group } of unread) {
    const label = labels.get(group);
    if (label !== undefined && STORED_WITHOUT_LABEL.test(name)) draft.addCustom('X-ABLABEL', label);
  }
  const others = unread.filter(({ name }) => !NAME_PROPERTIES.has(name) && !IGNORED_PROPERTIES.has(name));
  const ordered = others.map((property) => ({ property, preference: preferenceOf(property) }));
  ordered.sort((one, other) => one.preference - other.preference);
  for (const { property } of ordered) {
    if (property.isBinary) draft.warn(property.name, 'is an embedded file, which is not kept');
    else if (property.value !== '') addProperty(draft, property, labels.get(property.group));
  }
  return draft;
}

/**
 * Sets the names and the company. If `N` has no name, `FN` is split into first and last name, unless `FN` is the name
 * of the company or is longer than 256 characters. An `FN` that is not split is stored in the custom data, unless it is
 * the name of the company or `N` contains all its words. A second `N`, `FN` or `ORG` is also stored in the custom data.
 */
function addNames(draft: ContactDraft, properties: Property[], timeZone: string): void {
  const [organisation = '', ...units] = componentsOf(rawValueOf(properties, 'ORG'));
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = componentsOf(
    rawValueOf(properties, 'N'),
  );
  const formatted = unescaped(rawValueOf(properties, 'FN')).trim();
  let name = { firstName: joined([given, middle]), lastName: family, prefix, suffix };
  const isCompany = foldedLine(formatted.slice(0, MAX_FULL_NAME_LENGTH)) === foldedLine(organisation);
  if (joined([given, middle, family]) === '' && !isCompany && formatted.length <= MAX_FULL_NAME_LENGTH) {
    const split = splitFullName(formatted, { timeZone });
    name = { ...split, prefix: distinct([split.prefix, prefix]), suffix: distinct([split.suffix, suffix]) };
  } else if (
    formatted !== '' &&
    !isCompany &&
    !hasOnlyWordsOf(formatted, joined([prefix, given, middle, family, suffix]))
  ) {
    draft.addCustom('FN', formatted);
  }
  draft.setLine('firstName', name.firstName, 'N');
  draft.setLine('lastName', name.lastName, 'N');
  if (name.prefix) draft.addCustom('name_prefix', name.prefix);
  if (name.suffix) draft.addCustom('name_suffix', name.suffix);
  draft.setLine('company', organisation, 'ORG');
  if (joined(units) !== '') draft.addCustom('department', units.filter(Boolean).join(', '));
  for (const each of NAME_PROPERTIES) {
    for (const { value } of properties.filter((property) => property.name === each).slice(1)) {
      const text = componentsOf(value).filter(Boolean).join(', ');
      if (text !== '') draft.addCustom(each, text);
    }
  }
}

function addProperty(draft: ContactDraft, property: Property, label: string | undefined): void {
  const { name } = property;
  const parameters = parametersOf(property);
  const value = unescaped(property.value).trim();
  const types = parameters.get('TYPE') ?? [];
  const type = label ?? types.find((each) => !PLAIN_TYPES.has(each.toLowerCase()));
  const isFax = types.some((each) => each.toLowerCase() === 'fax');
  if (name === 'EMAIL') draft.addEmail(value.replace(/^mailto:/i, ''), type);
  else if (name === 'TEL') addNumber(draft, value, isFax ? 'fax' : type);
  else if (name === 'TITLE') draft.setLine('jobTitle', value, name);
  else if (name === 'NOTE') draft.addNote(value);
  else if (name === 'CATEGORIES') for (const tag of componentsOf(property.value, ',')) draft.addTag(tag);
  else if (name === 'BDAY' && draft.setDate('birthday', value, parameters.get('X-APPLE-OMIT-YEAR')?.[0]))
    return;
  else if (/^(?:URL|X-SOCIALPROFILE)$/.test(name) && draft.setLinkedin(value)) return;
  else if (name === TYPE_PROPERTY && draft.setType(value)) return;
  else if (name === 'PHOTO' && /^https?:/i.test(value) && draft.setUrl('profilePicture', value)) return;
  else draft.addCustom(name, customValue(property, label));
}

/**
 * Adds a number, which can be a `tel` URI (RFC 3966). A URI with parameters, such as an extension, is also stored in
 * the custom data.
 */
function addNumber(draft: ContactDraft, value: string, type: string | undefined): void {
  const [number = '', ...parameters] = value.replace(/^tel:/i, '').split(';');
  draft.addPhone(number, type);
  if (parameters.length > 0) draft.addCustom('TEL', value);
}

/** The text of a property. If the property has a label or parameters: an object with the text and these values. */
function customValue(property: Property, label: string | undefined): unknown {
  const { name, value } = property;
  const text = name === 'ADR' ? componentsOf(value).filter(Boolean).join(', ') : unescaped(value);
  const entries = [...parametersOf(property)].map(
    ([each, values]) => [each, values.length === 1 ? values[0] : values] as const,
  );
  if (entries.length === 0 && label === undefined) return text;
  return { value: text, ...(label === undefined ? {} : { label }), ...Object.fromEntries(entries) };
}

/**
 * The labels that a user has written, by group. A predefined label of Apple has the form `_$!<Work>!$_` and is ignored,
 * because the type of the property contains the same information.
 */
function labelsByGroup(properties: Property[]): Map<string, string> {
  const labels = properties.filter(({ name, group }) => name === 'X-ABLABEL' && group !== '');
  const entries = labels.map(({ group, value }) => [group, unescaped(value).trim()] as const);
  return new Map(entries.filter(([, label]) => label !== '' && !/^_\$!<.*>!\$_$/s.test(label)));
}

function rawValueOf(properties: Property[], name: string): string {
  return properties.find((property) => property.name === name)?.value ?? '';
}

/** Whether every word of `text` is also in `other`, regardless of case and accents. */
function hasOnlyWordsOf(text: string, other: string): boolean {
  const words = new Set(foldedLine(other).split(/[ ,]+/));
  return foldedLine(text)
    .split(/[ ,]+/)
    .every((word) => words.has(word));
}

function joined(texts: string[]): string {
  return texts.filter(Boolean).join(' ');
}

function distinct(texts: string[]): string {
  return joined([...new Set(texts)]);
}
