/**
 * 2,000 plugs with 200 labelled pairs of duplicates, and with pairs of different people whose names are nearly equal.
 * The set is the same in each run.
 */
import { HOMELANDS } from '../../../../src/tools/demo/people.ts';
import { type RandomSequence, randomSequence } from '../../../../src/tools/demo/random-sequence.ts';
import { EXACT_KINDS, type Person, SIMILAR_KINDS } from './spelling-changes.ts';

export interface LabelledPair {
  kind: string;
  isExact: boolean;
  /** The places of both plugs in the list. */
  places: [number, number];
}

export interface LabelledPlugs {
  people: Person[];
  duplicates: LabelledPair[];
}

const SEED = 20_261_128;
const PLUGS = 2_000;
const COMPANIES = 60;

/** Common names, some of which occur several times at one company. */
const FIRST_NAMES =
  `Michael Robert William Elizabeth Thomas Alexander Daniel Katherine Matthew Christopher Andrew Edward Johannes
  Margarete Francisco Susanne Joseph Samuel Anna Julia Maria Peter Stefan Sarah Laura Jan Martin Claudia Markus Nina
  Jean-Pierre Anna-Lena Hans-Peter Marie-Claire Jürgen Günther Björn Jörg Søren Käthe`.split(/\s+/);
const LAST_NAMES =
  `Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Smith Johnson Williams Brown Jones Miller
  Davis Wilson Anderson Taylor Martin Bernard Dubois Rossi Russo Ferrari García Fernández López Nielsen Jensen Hansen
  Köhler Schröder Jäger Groß Müller-Lüdenscheidt Smith-Jones Lloyd-Webber Ångström`.split(/\s+/);
const PHONES = [
  '+49 30 ########',
  '+49 171 #######',
  '+44 20 #### ####',
  '+33 1 ## ## ## ##',
  '+1 617 5## ####',
];

/**
 * Pairs of different people at one company, as `first names of both: last names of both`. A name that is written once
 * belongs to both people.
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
/** The number of people with the same name at two companies, and of pairs that share the number of a switchboard. */
const NAMESAKES = 40;
const SHARED_NUMBERS = 3;

export function labelledPlugs(): LabelledPlugs {
  const random = randomSequence(SEED);
  lastNumber = 0;
  const pairs = [...EXACT_KINDS, ...SIMILAR_KINDS].reduce((sum, { count }) => sum + count, 0);
  const people = firstPlugs(random, PLUGS - pairs);
  const free = random.shuffled(people.map((_, place) => place));
  const duplicates: LabelledPair[] = [];
  for (const { kind, count, change } of [...EXACT_KINDS, ...SIMILAR_KINDS]) {
    for (let made = 0; made < count; ) {
      const place = free.shift();
      if (place === undefined) throw new Error(`No person is left for the kind "${kind}".`);
      const changed = change(people[place] as Person, random);
      if (!changed) {
        free.push(place);
        continue;
      }
      made += 1;
      const isExact = EXACT_KINDS.some((each) => each.kind === kind);
      duplicates.push({ kind, isExact, places: [place, people.push(changed) - 1] });
    }
  }
  return { people, duplicates };
}

function firstPlugs(random: RandomSequence, count: number): Person[] {
  const different = differentPeople(random);
  const others = new Map<string, Person>();
  while (different.length + others.size < count - NAMESAKES - SHARED_NUMBERS) {
    const person = newPerson(random, nameOf(random));
    others.set(`${person.firstName} ${person.lastName} ${person.company}`, person);
  }
  const base = [...others.values()];
  const namesakes = random
    .shuffled(base)
    .slice(0, NAMESAKES)
    .map((person) => newPerson(random, person, `Other ${person.company}`));
  const colleagues = base.slice(0, SHARED_NUMBERS).map(({ company, primaryNumber }) => {
    return { ...newPerson(random, nameOf(random), company ?? ''), primaryNumber };
  });
  return [...different, ...base, ...namesakes, ...colleagues];
}

function differentPeople(random: RandomSequence): Person[] {
  const lines = DIFFERENT_PEOPLE.trim().split(/(?<=:\S+)\s+/);
  return lines.flatMap((line) => {
    const [first = [], last = []] = line.split(':').map((names) => names.replaceAll('_', ' ').split(','));
    const company = companyOf(random);
    return [0, 1].map((at) => {
      const name = { firstName: first[at] ?? first[0] ?? '', lastName: last[at] ?? last[0] ?? '' };
      return newPerson(random, name, company);
    });
  });
}

function nameOf(random: RandomSequence): Person {
  if (random.chance(0.5)) return { firstName: random.pick(FIRST_NAMES), lastName: random.pick(LAST_NAMES) };
  const home = random.pick(HOMELANDS);
  return { firstName: random.pick(home.firstNames), lastName: random.pick(home.lastNames) };
}

let lastNumber = 0;

/** A person with a unique e-mail address, number and profiles. Some of these fields are missing. */
function newPerson(
  random: RandomSequence,
  { firstName, lastName }: Person,
  company = companyOf(random),
): Person {
  lastNumber += 1;
  const digits = [...String(lastNumber).padStart(5, '0')].reverse();
  const phone = random.pick(PHONES).replace(/#/g, () => digits.pop() ?? String(random.below(10)));
  return {
    firstName,
    lastName,
    company,
    email: random.chance(0.8) ? `person.${lastNumber}@mail.example` : null,
    primaryNumber: random.chance(0.7) ? phone : null,
    linkedinUrl: random.chance(0.4) ? `https://www.linkedin.com/in/person-${lastNumber}` : null,
    telegramUsername: random.chance(0.2) ? `person_${lastNumber}` : null,
  };
}

function companyOf(random: RandomSequence): string {
  return `Company ${1 + random.below(COMPANIES)}`;
}
