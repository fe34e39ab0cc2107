/** The demo plugs. The people are always the same. Their times are relative to a given time. Pure. */
import { DAY_MS } from '../../rules/durations.ts';
import type { PlugChanges } from '../../rules/plugs/plug.ts';
import { BUSINESSES, EVENTS, NETWORK_TYPES, NOTES, REASONS, STAGES, TAGS } from './business.ts';
import { makeDuplicates, separateNumbers } from './duplicates.ts';
import { HOMELANDS, type Homeland } from './people.ts';
import { type RandomSequence, randomSequence } from './random-sequence.ts';

export type DemoFields = PlugChanges & { firstName: string; lastName: string };

export interface DemoPlug {
  fields: DemoFields;
  createdAtMs: number;
  /** The time when a target became a contact, and the fields that were set at that time. */
  conversion?: { atMs: number; changes: PlugChanges };
  /** The time when the plug was deleted. */
  deletedAtMs?: number;
}

type Outcome = 'contact' | 'target' | 'converted' | 'deleted';

const SEED = 20_261_121;
/** The plugs fill the 52 weeks before the current one, which the chart of the statistics page shows. */
const SPAN_MS = 52 * 7 * DAY_MS;
const CONVERTED_WITHIN_MS = 21 * DAY_MS;
/** 200 plugs are not deleted, and 80 of these plugs are contacts at the given time. */
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
  const names = random.shuffled(HOMELANDS.flatMap(namesOf)).slice(0, outcomes.length);
  const stepMs = SPAN_MS / outcomes.length;
  const plugs = outcomes.map((outcome, at) => {
    const createdAtMs = Math.floor(nowMs - SPAN_MS + (at + random.next()) * stepMs);
    return demoPlug(random, { outcome, createdAtMs, nowMs, name: names[at] as Name });
  });
  const fieldsOf = (wanted: Outcome) =>
    plugs.filter((_, at) => outcomes[at] === wanted).map(({ fields }) => fields);
  separateNumbers(plugs.map(({ fields }) => fields));
  makeDuplicates(fieldsOf('contact'), fieldsOf('target'));
  return plugs;
}

interface Name {
  home: Homeland;
  first: string;
  last: string;
}

function namesOf(home: Homeland): Name[] {
  return home.first.flatMap((first, at) =>
    [0, 1, 2].map((turn) => ({ home, first, last: home.last[(at * 3 + turn) % home.last.length] ?? first })),
  );
}

function demoPlug(
  random: RandomSequence,
  { outcome, createdAtMs, nowMs, name }: { outcome: Outcome; createdAtMs: number; nowMs: number; name: Name },
): DemoPlug {
  const contact = contactFields(random, name, createdAtMs);
  if (outcome === 'contact') return { fields: contact, createdAtMs };
  const fields = targetFields(random, contact, outcome);
  if (outcome === 'target') return { fields, createdAtMs };
  const earliestMs = Math.max(createdAtMs, nowMs - CONVERTED_WITHIN_MS);
  const atMs = Math.floor(earliestMs + random.next() * (nowMs - earliestMs));
  if (outcome === 'deleted') return { fields, createdAtMs, deletedAtMs: atMs };
  const { company = null, jobTitle = null, networkType = null } = contact;
  return { fields, createdAtMs, conversion: { atMs, changes: { company, jobTitle, networkType } } };
}

function contactFields(random: RandomSequence, { home, first, last }: Name, metAtMs: number): DemoFields {
  const business = random.pick(BUSINESSES);
  const company = random.pick(business.companies);
  const person = slug(`${first}.${last}`);
  const fill = (text: string) => text.replace('{city}', home.city).replace('{event}', random.pick(EVENTS));
  return {
    firstName: first,
    lastName: last,
    email: person ? `${person}@${slug(company).replaceAll('.', '-')}.example` : null,
    company,
    jobTitle: random.pick(business.titles),
    primaryNumber: !person || random.chance(0.7) ? phone(random, home) : null,
    secondaryNumber: random.chance(0.1) ? phone(random, home) : null,
    linkedinUrl:
      person && random.chance(0.5) ? `https://www.linkedin.com/in/${person.replaceAll('.', '-')}` : null,
    notes: random.chance(0.6) ? fill(random.pick(NOTES)) : null,
    networkType: random.chance(0.8) ? random.pick(NETWORK_TYPES) : null,
    businessType: business.type,
    connectReason: random.chance(0.3) ? random.pick(REASONS) : null,
    tags: random.shuffled(TAGS).slice(0, random.below(4)),
    priority: random.pick(['low', 'medium', 'medium', 'medium', 'high', 'high', 'urgent'] as const),
    hubspotPipelineStage: random.chance(0.25) ? random.pick(STAGES) : null,
    customData: random.chance(0.25) ? { seats: 5 * (1 + random.below(40)) } : {},
    birthday: random.chance(0.3) ? birthday(random) : null,
    ...(random.chance(0.5) && { metAt: isoDay(metAtMs), metWhere: random.pick(EVENTS) }),
    telegramUsername: person && random.chance(0.2) ? person.replaceAll('.', '_').slice(0, 32) : null,
  };
}

/** A target has fewer fields. A target that is converted later has at least one e-mail address or number. */
function targetFields(random: RandomSequence, contact: DemoFields, outcome: Outcome): DemoFields {
  const reachable = outcome === 'converted' || random.chance(0.6);
  if (!reachable) return { ...contact, email: null, primaryNumber: null, secondaryNumber: null };
  const knowsCompany = random.chance(0.6);
  return { ...contact, jobTitle: null, company: knowsCompany ? contact.company : null };
}

/** The year is missing in one third of the birthdays. */
function birthday(random: RandomSequence): string {
  const atMs = Date.UTC(1955 + random.below(45), 0, 1 + random.below(365));
  return random.chance(0.33) ? `-${isoDay(atMs).slice(4)}` : isoDay(atMs);
}

function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

function phone(random: RandomSequence, home: Homeland): string {
  return home.phone.replace(/#/g, () => String(random.below(10)));
}

/** Latin letters and digits for an e-mail address. The result is empty for a name in another script. */
function slug(text: string): string {
  const latin = text.replace(/[łŁđĐıß]/g, (letter) => PLAIN[letter] ?? letter).normalize('NFKD');
  const plain = latin.replace(/[\p{M}']/gu, '').toLowerCase();
  if (/[^\p{Script=Latin}\p{Script=Common}]/u.test(plain)) return '';
  return plain.replace(/[^a-z0-9]+/g, '.').replace(/^\.|\.$/g, '');
}

const PLAIN: Record<string, string> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', ß: 'ss' };
