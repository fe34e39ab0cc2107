/** The demo plugs. The people are always the same. The times of the plugs are relative to the given time. Pure. */
import { DAY_MS } from '../../rules/durations.ts';
import type { PlugChanges } from '../../rules/plugs/plug.ts';
import {
  BUSINESSES,
  CONNECT_REASONS,
  EVENTS,
  NETWORK_TYPES,
  NOTES,
  PIPELINE_STAGES,
  TAGS,
} from './business.ts';
import { makeDuplicates, makeNumbersDifferent } from './duplicates.ts';
import { CITIES, type City } from './people.ts';
import { type RandomSequence, randomSequence } from './random-sequence.ts';

export type DemoFields = PlugChanges & { firstName: string; lastName: string };

export interface DemoPlug {
  /** The fields at the creation of the plug. */
  fields: DemoFields;
  createdAtMs: number;
  /** The time when a target became a contact, and the fields that were set at that time. */
  conversion?: { atMs: number; changes: PlugChanges };
  /** The time when the plug was deleted. */
  deletedAtMs?: number;
}

/** The state of a plug at the given time. A `contact` was created as a contact, and a `converted` plug as a target. */
type Outcome = 'contact' | 'target' | 'converted' | 'deleted';

const SEED = 20_261_121;
/** The plugs are created evenly over the last 52 weeks. The chart of the statistics page shows these weeks. */
const SPAN_MS = 52 * 7 * DAY_MS;
/** Conversions and deletions are at most this old at the given time. */
const MAX_CHANGE_AGE_MS = 21 * DAY_MS;
/** The number of plugs with each outcome. 200 plugs are not deleted, and 80 of these plugs are contacts. */
const OUTCOMES: readonly (readonly [Outcome, number])[] = [
  ['contact', 66],
  ['converted', 14],
  ['target', 120],
  ['deleted', 12],
];

/** The plugs in order of creation. */
export function demoPlugs(nowMs: number): DemoPlug[] {
  const random = randomSequence(SEED);
  const outcomes = random.shuffled(
    OUTCOMES.flatMap(([outcome, count]) => Array<Outcome>(count).fill(outcome)),
  );
  const people = random.shuffled(CITIES.flatMap(peopleOf)).slice(0, outcomes.length);
  const stepMs = SPAN_MS / outcomes.length;
  const plugs = outcomes.map((outcome, at) => {
    const createdAtMs = Math.floor(nowMs - SPAN_MS + (at + random.next()) * stepMs);
    return demoPlug(random, { outcome, createdAtMs, nowMs, person: people[at] as Person });
  });
  const fieldsOf = (wanted: Outcome) =>
    plugs.filter((_, at) => outcomes[at] === wanted).map(({ fields }) => fields);
  makeNumbersDifferent(plugs.map(({ fields }) => fields));
  makeDuplicates(fieldsOf('contact'), fieldsOf('target'));
  return plugs;
}

interface Person {
  city: City;
  firstName: string;
  lastName: string;
}

/** Combines each first name of the city with three of its last names. */
function peopleOf(city: City): Person[] {
  const { firstNames, lastNames } = city;
  return firstNames.flatMap((firstName, at) =>
    [0, 1, 2].map((offset) => {
      const lastName = lastNames[(at * 3 + offset) % lastNames.length] ?? firstName;
      return { city, firstName, lastName };
    }),
  );
}

/** Returns a plug that has this outcome at the time `nowMs`. */
function demoPlug(
  random: RandomSequence,
  {
    outcome,
    createdAtMs,
    nowMs,
    person,
  }: { outcome: Outcome; createdAtMs: number; nowMs: number; person: Person },
): DemoPlug {
  const contact = contactFields(random, person, createdAtMs);
  if (outcome === 'contact') return { fields: contact, createdAtMs };
  const fields = targetFields(random, contact, outcome);
  if (outcome === 'target') return { fields, createdAtMs };
  const earliestMs = Math.max(createdAtMs, nowMs - MAX_CHANGE_AGE_MS);
  const atMs = Math.floor(earliestMs + random.next() * (nowMs - earliestMs));
  if (outcome === 'deleted') return { fields, createdAtMs, deletedAtMs: atMs };
  const { company = null, jobTitle = null, networkType = null } = contact;
  return { fields, createdAtMs, conversion: { atMs, changes: { company, jobTitle, networkType } } };
}

/** A contact always has an e-mail address or a primary number. Most other fields are filled at random. */
function contactFields(
  random: RandomSequence,
  { city, firstName, lastName }: Person,
  metAtMs: number,
): DemoFields {
  const business = random.pick(BUSINESSES);
  const company = random.pick(business.companies);
  const handle = asciiHandle(`${firstName}.${lastName}`);
  const fill = (text: string) => text.replace('{city}', city.name).replace('{event}', random.pick(EVENTS));
  return {
    firstName,
    lastName,
    email: handle ? `${handle}@${asciiHandle(company).replaceAll('.', '-')}.example` : null,
    company,
    jobTitle: random.pick(business.titles),
    primaryNumber: !handle || random.chance(0.7) ? randomPhoneNumber(random, city) : null,
    secondaryNumber: random.chance(0.1) ? randomPhoneNumber(random, city) : null,
    linkedinUrl:
      handle && random.chance(0.5) ? `https://www.linkedin.com/in/${handle.replaceAll('.', '-')}` : null,
    notes: random.chance(0.6) ? fill(random.pick(NOTES)) : null,
    networkType: random.chance(0.8) ? random.pick(NETWORK_TYPES) : null,
    businessType: business.type,
    connectReason: random.chance(0.3) ? random.pick(CONNECT_REASONS) : null,
    tags: random.shuffled(TAGS).slice(0, random.below(4)),
    priority: random.pick(['low', 'medium', 'medium', 'medium', 'high', 'high', 'urgent'] as const),
    hubspotPipelineStage: random.chance(0.25) ? random.pick(PIPELINE_STAGES) : null,
    customData: random.chance(0.25) ? { seats: 5 * (1 + random.below(40)) } : {},
    birthday: random.chance(0.3) ? randomBirthday(random) : null,
    ...(random.chance(0.5) && { metAt: isoDay(metAtMs), metWhere: random.pick(EVENTS) }),
    telegramUsername: handle && random.chance(0.2) ? handle.replaceAll('.', '_').slice(0, 32) : null,
  };
}

/**
 * Removes fields of the contact, so that the plug is a target. The outcome `converted` keeps the e-mail address and the
 * numbers, because a plug without them cannot be converted.
 */
function targetFields(random: RandomSequence, contact: DemoFields, outcome: Outcome): DemoFields {
  const isReachable = outcome === 'converted' || random.chance(0.6);
  if (!isReachable) return { ...contact, email: null, primaryNumber: null, secondaryNumber: null };
  const knowsCompany = random.chance(0.6);
  return { ...contact, jobTitle: null, company: knowsCompany ? contact.company : null };
}

/** Returns a birthday from 1955 to 1999. About one third of the birthdays have no year and the format `--MM-DD`. */
function randomBirthday(random: RandomSequence): string {
  const atMs = Date.UTC(1955 + random.below(45), 0, 1 + random.below(365));
  return random.chance(0.33) ? `-${isoDay(atMs).slice(4)}` : isoDay(atMs);
}

function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

function randomPhoneNumber(random: RandomSequence, city: City): string {
  return city.phonePattern.replace(/#/g, () => String(random.below(10)));
}

/**
 * Converts a text to lower-case ASCII letters and digits, separated by dots, for e-mail addresses and user names.
 * Returns an empty string if the text contains a letter of another script than Latin.
 */
function asciiHandle(text: string): string {
  const latin = text.replace(/[łŁđĐıß]/g, (letter) => ASCII_LETTERS[letter] ?? letter).normalize('NFKD');
  const plain = latin.replace(/[\p{M}']/gu, '').toLowerCase();
  if (/[^\p{Script=Latin}\p{Script=Common}]/u.test(plain)) return '';
  return plain.replace(/[^a-z0-9]+/g, '.').replace(/^\.|\.$/g, '');
}

/** Latin letters that Unicode normalization does not convert to ASCII. */
const ASCII_LETTERS: Record<string, string> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', ß: 'ss' };
