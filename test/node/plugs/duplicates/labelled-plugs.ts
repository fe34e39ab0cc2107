/**
 * Creates 2,000 plugs with 200 pairs of plugs that are labelled as duplicates, and with pairs of different people whose
 * names are nearly equal. The plugs are the same in each run.
 */
import { CITIES } from '../../../../src/tools/demo/people.ts';
import { type RandomSequence, randomSequence } from '../../../../src/tools/demo/random-sequence.ts';
import { EXACT_CHANGES, type Person, SIMILAR_CHANGES } from './spelling-changes.ts';

export interface LabelledPair {
  /** What differs between the plugs. */
  kind: string;
  /** True if the plugs have a common key. False if only their names are similar. */
  isExact: boolean;
  /** The indexes of both plugs in `people`. */
  rows: [number, number];
}

export interface LabelledPlugs {
  people: Person[];
  duplicates: LabelledPair[];
}

const SEED = 20_261_128;
const PLUG_COUNT = 2_000;
const COMPANY_COUNT = 60;

/** Common names. Several people at one company can have the same first name or the same last name. */
const FIRST_NAMES =
  `Michael Robert William Elizabeth Thomas Alexander Daniel Katherine Matthew Christopher Andrew Edward Johannes
  Margarete Francisco Susanne Joseph Samuel Anna Julia Maria Peter Stefan Sarah Laura Jan Martin Claudia Markus Nina
  Jean-Pierre Anna-Lena Hans-Peter Marie-Claire Jürgen Günther Björn Jörg Søren Käthe`.split(/\s+/);
const LAST_NAMES =
  `Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Smith Johnson Williams Brown Jones Miller
  Davis Wilson Anderson Taylor Martin Bernard Dubois Rossi Russo Ferrari García Fernández López Nielsen Jensen Hansen
  Köhler Schröder Jäger Groß Müller-Lüdenscheidt Smith-Jones Lloyd-Webber Ångström`.split(/\s+/);
/** The formats of phone numbers. Each `#` is replaced by a digit. */
const PHONE_FORMATS = [
  '+49 30 ########',
  '+49 171 #######',
  '+44 20 #### ####',
  '+33 1 ## ## ## ##',
  '+1 617 5## ####',
];

/**
 * Pairs of different people at one company, as `first names of both:last names of both`. A name that is written once
 * belongs to both people. In a last name, an underscore stands for a space.
 */
const DIFFERENT_PEOPLE = `
  Anna,Lukas:Brandt Sophie,Sophia-Marie:Krause Maria,Mario:Rossi Maria,Marie:Leroy Daniel,Daniela:Costa Paul,Paula:Vogt
  Martin,Martina:Novak Christian,Christina:Berg Christian,Christine:Roth Michael,Michaela:Pohl Gabriel,Gabriele:Conti
  Stefan,Stefanie:Kurz Simon,Simone:Graf Julian,Juliane:Horn Robert,Roberta:Bianchi Patrick,Patricia:Walsh
  Carlo,Carla:Greco Franz,Franziska:Moser Jon,Jan:Smith Tim,Tom:Baker Jim,Kim:Carter Lars,Lara:Lund Karl,Karla:Busch
  Eva,Ava:Stone Leo,Lea:Winter Max,Mia:Sommer Finn,Lynn:Murphy Mark,Mary:Cole Dan,Dana:Reed Joan,John:Hayes
  Erik,Erika:Dahl Ben,Bea:Frank Hanna,Hannes:Lang Nils,Nele:Petersen Olaf,Olga:Thiel Brian,Bryony:Kelly
  Thomas,Tamara:Seidel Andrea,Andreas:Kaiser Andre,Andrea:Petit Alex,Alina:Popov Ivan,Ivana:Horvat Viktor,Viktoria:Toth
  Aaron,Karen:Wolfe Helena,Elena:Marin Lisa,Elisa:Riva Marco,Mirco:Galli Sven,Svenja:Keller Jana,Jan:Kraus
  Anna:Meyer,Maier Peter:Hansen,Jansen Wei:Chen,Zhang Wei:Wang,Wong Jun:Li,Liu Min:Kim,Kang Sara:Olsson,Nilsson
  Laura:Martin,Martinez Thomas:Weber,Becker Anna:Baumann,Bachmann Jan:Hoffmann,Hofer David:Roberts,Robertson
  Lisa:Richter,Ritter Paul:Koch,Kock Emma:Berger,Bergmann Sara:Ali,Abbasi John:Adams,Adamson Max:Stein,Steiner
  Li:Na,Nan Ana:Silva,Silveira Tom:Clark,Clarke Jan:Peters,Petersen John Paul,John Peter:Smith Anna Maria,Anna Lena:Huber
  Mary Ann,Mary Jane:Cooper Jean-Luc,Jean-Marc:Blanc Hans-Peter,Hans-Jürgen:Wolf José Luis,José Antonio:Ruiz
  Robert,Robert:Kaine,Kaine_Jr. James,James:Ford_Sr.,Ford_Jr. Henry,Henry:Tudor_II,Tudor_III Luis,Luis:Prado,Prado_Junior
  A.,Amelie:Winter Kate,Katja:Sander Nick,Nicole:Jung Sam,Simon:Katz`;
/** The number of people who are created with the name of a person at another company. */
const NAMESAKE_COUNT = 40;
/** The number of people who have the phone number of a colleague, or no number if the colleague has none. */
const SHARED_NUMBER_COUNT = 3;

/** Creates the plugs of different people, and then the second plug of each labelled pair. */
export function createLabelledPlugs(): LabelledPlugs {
  const random = randomSequence(SEED);
  personCount = 0;
  const pairCount = [...EXACT_CHANGES, ...SIMILAR_CHANGES].reduce((sum, { count }) => sum + count, 0);
  const people = createDifferentPeople(random, PLUG_COUNT - pairCount);
  const unusedRows = random.shuffled(people.map((_, row) => row));
  const duplicates: LabelledPair[] = [];
  for (const { kind, count, change } of [...EXACT_CHANGES, ...SIMILAR_CHANGES]) {
    for (let pairsOfKind = 0; pairsOfKind < count; ) {
      const row = unusedRows.shift();
      if (row === undefined) throw new Error(`No person is left for the kind "${kind}".`);
      const changed = change(people[row] as Person, random);
      if (!changed) {
        // The change does not apply to this person. A later attempt or another kind of change may use the person.
        unusedRows.push(row);
        continue;
      }
      pairsOfKind += 1;
      const isExact = EXACT_CHANGES.some((each) => each.kind === kind);
      duplicates.push({ kind, isExact, rows: [row, people.push(changed) - 1] });
    }
  }
  return { people, duplicates };
}

/** Creates the plugs of different people. Some of these plugs become the first plugs of the labelled pairs. */
function createDifferentPeople(random: RandomSequence, count: number): Person[] {
  const peopleWithSimilarNames = createPeopleWithSimilarNames(random);
  const others = new Map<string, Person>();
  while (peopleWithSimilarNames.length + others.size < count - NAMESAKE_COUNT - SHARED_NUMBER_COUNT) {
    const person = createPerson(random, randomName(random));
    others.set(`${person.firstName} ${person.lastName} ${person.company}`, person);
  }
  const uniquePeople = [...others.values()];
  const namesakes = random
    .shuffled(uniquePeople)
    .slice(0, NAMESAKE_COUNT)
    .map((person) => createPerson(random, person, `Other ${person.company}`));
  const colleagues = uniquePeople.slice(0, SHARED_NUMBER_COUNT).map(({ company, primaryNumber }) => {
    return { ...createPerson(random, randomName(random), company ?? ''), primaryNumber };
  });
  return [...peopleWithSimilarNames, ...uniquePeople, ...namesakes, ...colleagues];
}

/** Creates the people of `DIFFERENT_PEOPLE`. */
function createPeopleWithSimilarNames(random: RandomSequence): Person[] {
  const lines = DIFFERENT_PEOPLE.trim().split(/(?<=:\S+)\s+/);
  return lines.flatMap((line) => {
    const [first = [], last = []] = line.split(':').map((names) => names.replaceAll('_', ' ').split(','));
    const company = randomCompany(random);
    return [0, 1].map((index) => {
      const name = { firstName: first[index] ?? first[0] ?? '', lastName: last[index] ?? last[0] ?? '' };
      return createPerson(random, name, company);
    });
  });
}

function randomName(random: RandomSequence): Person {
  if (random.chance(0.5)) return { firstName: random.pick(FIRST_NAMES), lastName: random.pick(LAST_NAMES) };
  const city = random.pick(CITIES);
  return { firstName: random.pick(city.firstNames), lastName: random.pick(city.lastNames) };
}

let personCount = 0;

/** Creates a person. The e-mail address, the number and the profiles are unique, and each of them may be missing. */
function createPerson(
  random: RandomSequence,
  { firstName, lastName }: Person,
  company = randomCompany(random),
): Person {
  personCount += 1;
  const digits = [...String(personCount).padStart(5, '0')].reverse();
  const phone = random.pick(PHONE_FORMATS).replace(/#/g, () => digits.pop() ?? String(random.below(10)));
  return {
    firstName,
    lastName,
    company,
    email: random.chance(0.8) ? `person.${personCount}@mail.example` : null,
    primaryNumber: random.chance(0.7) ? phone : null,
    linkedinUrl: random.chance(0.4) ? `https://www.linkedin.com/in/person-${personCount}` : null,
    telegramUsername: random.chance(0.2) ? `person_${personCount}` : null,
  };
}

function randomCompany(random: RandomSequence): string {
  return `Company ${1 + random.below(COMPANY_COUNT)}`;
}
