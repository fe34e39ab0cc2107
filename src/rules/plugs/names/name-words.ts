/**
 * Words of a full name other than given and family names: particles, words that join two family names, forms of
 * address, titles, generations and degrees. Pure.
 */
import { fold } from '../folding.ts';

const PARTICLES = foldedSet(
  `van von vom der den de la le les du des d di da do dos das del della dello degli dal zu zur zum ten ter te het 't op
   in 't af av bin bint ibn ben bat al el abu abd abdul ould st san santa sant lo los las af
   אבן בן בת אבו أبو ابن بن بنت آل عبد ابو`,
);
/** Words that are particles only in lower case. With a capital letter they are often given names or initials. */
const LOWER_CASE_PARTICLES = foldedSet('do te op in lo y e i san st abd d');
/** Words between two family names: Ortega y Gasset, Costa e Silva. */
const JOINING_WORDS = foldedSet('y e i und');

const PREFIXES = foldedSet(
  `dr dra drs dott dottssa doc prof profa professor univ-prof phdr mudr judr rndr ing dipl dipl-ing dipl-kfm mag mgr bc
   ir mr mrs ms miss mx sir dame lady lord rev fr hon herr frau hr mme mlle monsieur madame sr sra srta senor senora
   sig sigra signor signora dhr mevr mw д-р др проф г-н г-жа доктор профессор د أ م دكتور الدكتور
   دكتورة الدكتورة أستاذ الأستاذ السيد السيدة المهندس ד"ר פרופ' מר גב' δρ κος κα श्री श्रीमती डॉ`,
);
/** Abbreviations that are also given or family names. They are prefixes only with a full stop. */
const DOTTED_PREFIXES = foldedSet('ing mag ir bc fr hr hon sig sr rev dipl');
/**
 * German and Italian titles that are often written without a space: Dr.med., Dipl.-Ing. Each abbreviation except the last
 * one ends with a full stop, so a text can match in only one way.
 */
const PREFIX_PATTERN =
  /^(?:dr|prof|dipl|ing|mag|rer|med|nat|phil|jur|habil|h\.?c)\.(?:-?(?:[a-z]{2,6}|h\.c)\.)*(?:-?[a-z]{2,6})?$/;

const SUFFIXES = foldedSet(
  `jr sr ii iii iv phd dphil md mph mba emba msc bsc ma ba bs ms msed med beng meng llb llm jd jdmba dds dmd dvm do rn
   np pa-c pe pmp cpa cfa cfp cma cissp csm cscp aia faia esq obe mbe cbe kc qc frcs mrcp acca aca fca mcips mrics
   pharmd edd psyd dba pgce rd cisa shrm-cp shrm-scp sphr phr gphr`,
);
/**
 * Suffixes that are also words, family names or forms of address. They are recognised only in capital letters or with
 * at least two full stops.
 */
const CAPITAL_SUFFIXES = foldedSet('ma ba bs ms do md rn np pe rd med jd kc qc pa-c csm aca fca');

/** Whether a word belongs to the last name that follows it. */
export function isParticle(word: string): boolean {
  const folded = fold(word);
  if (!PARTICLES.has(folded)) return false;
  return !LOWER_CASE_PARTICLES.has(folded) || !/^\p{Lu}/u.test(word);
}

/** Whether a word joins two family names. */
export function isJoiningWord(word: string): boolean {
  return JOINING_WORDS.has(fold(word)) && !/^\p{Lu}/u.test(word);
}

/** Whether a word is a form of address or an academic title in front of a name. */
export function isNamePrefix(word: string): boolean {
  const folded = fold(word);
  const plain = folded.replace(/(?<![.\u060c])[.\u060c]+$/, '');
  if (PREFIX_PATTERN.test(folded)) return true;
  // One letter is the abbreviation of a title only in a script other than Latin, and only with a full stop.
  if ([...plain].length === 1) return folded.endsWith('.') && PREFIXES.has(plain) && !/^[a-z]/.test(plain);
  return PREFIXES.has(plain) && (folded.endsWith('.') || !DOTTED_PREFIXES.has(plain));
}

/** Whether a word is a generation or a degree after a name. */
export function isNameSuffix(word: string): boolean {
  const plain = word.replace(/[.,]/g, '');
  const folded = fold(plain);
  if (!SUFFIXES.has(folded)) return false;
  return !CAPITAL_SUFFIXES.has(folded) || plain === plain.toUpperCase() || /\..*\./.test(word);
}

/**
 * A set of the folded words of a text. `has` takes a folded word. The words are folded at the first use, because the
 * start of a worker has little CPU time.
 */
export function foldedSet(words: string): Pick<ReadonlySet<string>, 'has'> {
  let folded: ReadonlySet<string> | undefined;
  return {
    has: (word) => {
      folded ??= new Set(words.split(/\s+/).map(fold));
      return folded.has(word);
    },
  };
}
