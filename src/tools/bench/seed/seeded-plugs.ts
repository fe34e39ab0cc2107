/** The plugs of the benchmark. The same account and index always yield the same plug. Pure. */
import { type PlugFields, PRIORITIES, plugFieldsFrom } from '../../../rules/plugs/plug.ts';
import { plugKeys } from '../../../rules/plugs/plug-keys.ts';
import type { NewPlug } from '../../../store/plugs/plugs.ts';
import { BUSINESSES, NETWORK_TYPES, TAGS } from '../../demo/business.ts';
import { CITIES } from '../../demo/people.ts';

export type SeededPlug = Omit<NewPlug, 'row'> &
  PlugFields & { id: string; phoneCountry: null; convertedAtMs: number | null };

const NAMES = CITIES.flatMap(({ firstNames, lastNames }) =>
  lastNames.flatMap((lastName) => firstNames.map((firstName) => ({ firstName, lastName }))),
);
const JOBS = BUSINESSES.flatMap(({ type, companies, titles }) =>
  companies.map((company, at) => ({
    businessType: type,
    company,
    jobTitle: titles[at % titles.length] ?? null,
  })),
);
/**
 * The distance in `NAMES` between consecutive plugs, which therefore have unrelated names. It has no common factor with
 * the number of names, so that all names are used.
 */
const STEP = 997;
const FIRST_CREATED_AT_MS = Date.UTC(2026, 0, 1);
const INTERVAL_MS = 20 * 60_000;
const CONVERTED_AFTER_MS = 86_400_000;

/** The plug of an account at an index. A plug at an even index is a target. Every second contact was converted. */
export function seededPlug(owner: number, index: number): SeededPlug {
  const plugType = index % 2 === 0 ? 'target' : 'contact';
  const fields = fieldsAt(owner, index, plugType === 'contact');
  const createdAtMs = FIRST_CREATED_AT_MS + index * INTERVAL_MS;
  return {
    ...fields,
    id: plugId(owner, index),
    owner,
    plugType,
    ...plugKeys(plugType, fields),
    phoneCountry: null,
    etag: 'seeded-plugs',
    seq: 0,
    prevSeq: 0,
    createdAtMs,
    updatedAtMs: createdAtMs,
    convertedAtMs: index % 4 === 3 ? createdAtMs + CONVERTED_AFTER_MS : null,
  };
}

/** The id of the plug of an account at an index. It is different for each account and index. */
export function plugId(owner: number, index: number): string {
  const number = owner * 2 ** 24 + index;
  return `01990000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** The fields of the plug at an index. No two plugs of an account have the same name at the same company. */
function fieldsAt(owner: number, index: number, isContact: boolean): PlugFields {
  const name = itemAt(NAMES, (owner + index) * STEP);
  const { company, businessType, jobTitle } = itemAt(JOBS, index + Math.floor(index / NAMES.length));
  const pair = Math.floor(index / 2);
  return plugFieldsFrom({
    ...name,
    company,
    businessType,
    jobTitle: isContact ? jobTitle : null,
    email: `p${index}@mail.test`,
    networkType: itemAt(NETWORK_TYPES, index),
    tags: isContact ? [] : [itemAt(TAGS, pair)],
    priority: itemAt(PRIORITIES, pair),
  });
}

function itemAt<Item>(items: readonly Item[], at: number): Item {
  return items[at % items.length] as Item;
}
