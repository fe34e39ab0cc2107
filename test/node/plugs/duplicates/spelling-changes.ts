/**
 * The ways in which the second plug of a labelled pair differs from the first plug, with the number of pairs of each
 * kind.
 */
import type { PlugChanges } from '../../../../src/rules/plugs/plug.ts';
import type { RandomSequence } from '../../../../src/tools/demo/random-sequence.ts';

export type Person = PlugChanges & { firstName: string; lastName: string };
/** Returns the second plug of a pair, or null if the change does not apply, for example because a value is missing. */
type ChangePerson = (person: Person, random: RandomSequence) => Person | null;

interface SpellingChange {
  /** What differs between the plugs. */
  kind: string;
  /** The number of pairs of this kind. */
  count: number;
  change: ChangePerson;
}

/**
 * The plugs have a common key in different forms. In all kinds except the last, the names often differ and the second
 * plug has no company.
 */
export const EXACT_CHANGES: readonly SpellingChange[] = [
  { kind: 'letter case of an e-mail address', count: 20, change: withKey('email', inMixedCase) },
  { kind: 'format of a phone number', count: 30, change: withKey('primaryNumber', inOtherFormat) },
  { kind: 'form of a LinkedIn URL', count: 20, change: withKey('linkedinUrl', asOtherProfileUrl) },
  {
    kind: 'letter case of a Telegram user name',
    count: 10,
    change: withKey('telegramUsername', inMixedCase),
  },
  { kind: 'accents and letter case of a name', count: 20, change: withoutAccentsInOtherCase },
];

/** The plugs have no common key. They have similar names and, apart from a legal form, the same company. */
export const SIMILAR_CHANGES: readonly SpellingChange[] = [
  { kind: 'two transposed letters', count: 13, change: inName(withTransposedLetters) },
  { kind: 'a dropped letter', count: 13, change: inName(withDroppedLetter) },
  { kind: 'a doubled letter', count: 10, change: inName(withDoubledLetter) },
  { kind: 'a replaced letter', count: 10, change: inName(withReplacedLetter) },
  { kind: 'a hyphen', count: 8, change: withoutHyphen },
  { kind: 'first and last name swapped', count: 9, change: withSwappedNames },
  {
    kind: 'a middle name',
    count: 8,
    change: (person, random) => withMiddleName(person, random.pick(MIDDLE_NAMES)),
  },
  {
    kind: 'a middle initial',
    count: 4,
    change: (person, random) => withMiddleName(person, random.pick(INITIALS)),
  },
  { kind: 'the transcription of an umlaut', count: 10, change: withTranscribedUmlauts },
  { kind: 'an initial instead of the first name', count: 5, change: withInitial },
  { kind: 'a nickname', count: 5, change: withNickname },
  { kind: 'the legal form of the company', count: 5, change: withLegalForm },
];

const MIDDLE_NAMES = ['Maria', 'James', 'Louise', 'Peter', 'Sofia', 'Alexander'];
const INITIALS = ['B.', 'J.', 'M', 'K.'];
const LEGAL_FORMS = ['GmbH', 'Inc.', 'Ltd', 'AG', 'LLC'];
const TRANSCRIPTIONS: Record<string, string> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' },
  ...{ å: 'aa', ø: 'oe', æ: 'ae', Å: 'Aa', Ø: 'Oe' },
};
/** The rows of letters on a keyboard. People often type the letter next to the intended letter. */
const KEYBOARD_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const NICKNAMES: Record<string, string> = {
  ...{ Michael: 'Mike', Robert: 'Bob', William: 'Bill', Elizabeth: 'Liz', Thomas: 'Tom', Alexander: 'Alex' },
  ...{
    Daniel: 'Dan',
    Katherine: 'Kate',
    Matthew: 'Matt',
    Christopher: 'Chris',
    Andrew: 'Andy',
    Edward: 'Ted',
  },
  ...{
    Johannes: 'Hannes',
    Margarete: 'Grete',
    Francisco: 'Paco',
    Susanne: 'Susi',
    Joseph: 'Joe',
    Samuel: 'Sam',
  },
};

/** Changes the value of one key, and often the name. The second plug has no other fields. */
function withKey(
  key: 'email' | 'primaryNumber' | 'linkedinUrl' | 'telegramUsername',
  change: (value: string, random: RandomSequence) => string,
): ChangePerson {
  return ({ firstName, lastName, [key]: value }, random) => {
    if (!value) return null;
    const name = random.pick<Person>([
      { firstName, lastName },
      { firstName: firstName.charAt(0), lastName },
      { firstName: '', lastName },
      { firstName: lastName, lastName: firstName },
    ]);
    return { ...name, [key]: change(value, random) };
  };
}

function inMixedCase(text: string, random: RandomSequence): string {
  return [...text].map((letter) => (random.chance(0.5) ? letter.toUpperCase() : letter)).join('');
}

function inOtherFormat(number: string, random: RandomSequence): string {
  const international = number.replace(/[^\d+]/g, '');
  const country = /^\+(49|44|33|1)/.exec(international)?.[1] ?? '';
  const national = international.slice(country.length + 1);
  return random.pick([
    international,
    `00${international.slice(1)}`,
    `+${country} (0)${national}`,
    `+${country}-${national.slice(0, 3)}.${national.slice(3)}`,
    // The account is in Germany, so only German numbers are written without a country code.
    country === '49' ? `0${national.slice(0, 2)}/${national.slice(2)}` : `+${country} / ${national}`,
  ]);
}

function asOtherProfileUrl(url: string, random: RandomSequence): string {
  const name = url.split('/').at(-1) ?? '';
  return random.pick([
    `http://linkedin.com/in/${name}/`,
    `https://de.linkedin.com/in/${name}?originalSubdomain=de`,
    `https://www.linkedin.com/in/${name.toUpperCase()}/en`,
    `https://www.linkedin.com/mwlite/in/${name}`,
  ]);
}

function withoutAccentsInOtherCase(
  { firstName, lastName, company }: Person,
  random: RandomSequence,
): Person | null {
  if (!company) return null;
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
  const cased = (text: string) =>
    random.chance(0.5) ? plain(text).toUpperCase() : plain(text).toLowerCase();
  return { firstName: cased(firstName), lastName: cased(lastName), company: cased(company) };
}

/** Changes either the first or the last name. */
function inName(change: (name: string, random: RandomSequence) => string | null): ChangePerson {
  return (person, random) => {
    const field = random.pick(['firstName', 'lastName'] as const);
    const changed = change(person[field], random);
    return changed === null ? null : withName(person, { [field]: changed });
  };
}

function withTransposedLetters(name: string, random: RandomSequence): string | null {
  const index = 1 + random.below(Math.max(1, name.length - 2));
  if (name.length < 4 || name[index] === name[index + 1]) return null;
  return `${name.slice(0, index)}${name.charAt(index + 1)}${name.charAt(index)}${name.slice(index + 2)}`;
}

function withDroppedLetter(name: string, random: RandomSequence): string | null {
  const index = 1 + random.below(Math.max(1, name.length - 1));
  return name.length < 4 ? null : name.slice(0, index) + name.slice(index + 1);
}

function withDoubledLetter(name: string, random: RandomSequence): string | null {
  const index = 1 + random.below(Math.max(1, name.length - 1));
  return name.length < 4 ? null : name.slice(0, index) + name.charAt(index) + name.slice(index);
}

function withReplacedLetter(name: string, random: RandomSequence): string | null {
  const index = random.below(name.length);
  const row = KEYBOARD_ROWS.find((keys) => keys.includes(name.charAt(index).toLowerCase())) ?? '';
  const column = row.indexOf(name.charAt(index).toLowerCase());
  const typed = row[column + 1] ?? row[column - 1];
  return name.length < 5 || !typed ? null : name.slice(0, index) + typed + name.slice(index + 1);
}

function withoutHyphen(person: Person, random: RandomSequence): Person | null {
  const sign = random.pick([' ', '']);
  const join = (name: string) => name.replaceAll('-', sign);
  const names = { firstName: join(person.firstName), lastName: join(person.lastName) };
  return `${person.firstName}${person.lastName}`.includes('-') ? withName(person, names) : null;
}

function withSwappedNames(person: Person): Person {
  return withName(person, { firstName: person.lastName, lastName: person.firstName });
}

function withMiddleName(person: Person, middle: string): Person | null {
  return person.firstName === middle
    ? null
    : withName(person, { firstName: `${person.firstName} ${middle}` });
}

function withTranscribedUmlauts(person: Person): Person | null {
  const write = (name: string) => [...name].map((letter) => TRANSCRIPTIONS[letter] ?? letter).join('');
  const names = { firstName: write(person.firstName), lastName: write(person.lastName) };
  const isChanged = names.firstName !== person.firstName || names.lastName !== person.lastName;
  return isChanged ? withName(person, names) : null;
}

function withInitial(person: Person): Person {
  return withName(person, { firstName: `${person.firstName.charAt(0)}.` });
}

function withNickname(person: Person): Person | null {
  const firstName = NICKNAMES[person.firstName];
  return firstName === undefined ? null : withName(person, { firstName });
}

function withLegalForm(person: Person, random: RandomSequence): Person {
  return { ...withName(person, {}), company: `${person.company} ${random.pick(LEGAL_FORMS)}` };
}

/** A plug with only the names and the company, so that only these can be a reason for a duplicate. */
function withName({ firstName, lastName, company }: Person, names: Partial<Person>): Person {
  return { firstName, lastName, company, ...names };
}
