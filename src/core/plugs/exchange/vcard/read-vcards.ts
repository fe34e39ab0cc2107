/** Reads the contacts of a vCard file. */
import type { ContactFields } from '../../../../rules/plugs/contact-draft.ts';
import type { ContactWarning } from '../../../../rules/plugs/fields/contact-warnings.ts';
import type { PlugType } from '../../../../rules/plugs/plug.ts';
import { CustomDataSize } from '../custom-data.ts';
import { type Card, cardsOf, type FailedCard, textOf } from './cards.ts';
import { contactOfCard } from './contact-of-card.ts';

export interface VCardOptions {
  /** The IANA time zone of the account. It indicates the language of an ambiguous name. */
  timeZone: string;
  /** The maximum number of contacts that are read. */
  limit?: number;
}

export interface VCardEntry {
  /** The line of the file on which the card begins, counted from 1. */
  line: number;
  fields: ContactFields;
  /** The type that a file of this service states; null if the type follows from the fields. */
  plugType: PlugType | null;
  warnings: ContactWarning[];
}

export interface VCardFile {
  entries: VCardEntry[];
  /** The cards that cannot be read. They are not in `entries`. */
  failed: FailedCard[];
  /** The number of contacts beyond the limit. */
  skipped: number;
  /** True if the cards together have too many objects and lists in their custom data. `entries` is then incomplete. */
  hasTooManyValues: boolean;
}

/**
 * Reads the contacts of a vCard file. A card of a group is not a contact. The name of the group becomes a tag of the
 * members of the group.
 */
export function readVCards(text: string, options: VCardOptions): VCardFile {
  const { timeZone, limit = Number.POSITIVE_INFINITY } = options;
  const { cards, failed } = cardsOf(text);
  const people = cards.filter((card) => !isGroup(card));
  const tags = tagsByMember(cards.filter(isGroup));
  const customDataSize = new CustomDataSize();
  const entries: VCardEntry[] = [];
  let hasTooManyValues = false;
  for (const { line, properties } of people.slice(0, limit)) {
    const draft = contactOfCard(properties, timeZone);
    for (const tag of tags.get(idOf(textOf(properties, 'UID'))) ?? []) draft.addTag(tag);
    const fields = draft.finish();
    hasTooManyValues = !customDataSize.add(fields.customData);
    if (hasTooManyValues) break;
    entries.push({ line, fields, plugType: draft.plugType, warnings: draft.warnings });
  }
  return { entries, failed, skipped: Math.max(people.length - limit, 0), hasTooManyValues };
}

function isGroup({ properties }: Card): boolean {
  const kind = textOf(properties, 'KIND') || textOf(properties, 'X-ADDRESSBOOKSERVER-KIND');
  return kind.toLowerCase() === 'group';
}

/** The names of the groups of each member, by the id of the member's card. */
function tagsByMember(groups: Card[]): Map<string, string[]> {
  const tags = new Map<string, string[]>();
  for (const { properties } of groups) {
    const name = textOf(properties, 'FN') || textOf(properties, 'N').replace(/(?<!;);+$/, '');
    const members = properties.filter((each) => /^(?:MEMBER|X-ADDRESSBOOKSERVER-MEMBER)$/.test(each.name));
    for (const { value } of members) {
      const known = tags.get(idOf(value));
      if (known) known.push(name);
      else tags.set(idOf(value), [name]);
    }
  }
  return tags;
}

function idOf(uid: string): string {
  return uid.replace(/^urn:uuid:/i, '').toLowerCase();
}
