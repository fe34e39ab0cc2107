/** Demo plugs that are duplicates of other demo plugs. Pure. */
import type { PlugChanges } from '../../rules/plugs/plug.ts';

type DemoFields = PlugChanges & { firstName: string; lastName: string };

/** A contact whose fields are all known, of which duplicates are made. */
type KnownContact = DemoFields & {
  company: string;
  email: string;
  primaryNumber: string;
  linkedinUrl: string;
};

const NOT_KNOWN = {
  email: null,
  company: null,
  jobTitle: null,
  primaryNumber: null,
  secondaryNumber: null,
  linkedinUrl: null,
  telegramUsername: null,
  birthday: null,
};

/** Each function returns the fields that a duplicate of a contact has instead of its own. */
const VARIANTS: ((contact: KnownContact) => DemoFields)[] = [
  ({ firstName, lastName, company }) => ({ firstName: transposed(firstName), lastName, company }),
  ({ firstName, lastName, primaryNumber }) => ({
    firstName: `${firstName.charAt(0)}.`,
    lastName,
    primaryNumber: primaryNumber.replace(/[\s()]+/g, '-'),
  }),
  ({ firstName, email }) => ({ firstName, lastName: '', email }),
  ({ firstName, lastName, linkedinUrl }) => ({
    firstName: lastName,
    lastName: firstName,
    linkedinUrl: `${linkedinUrl}/?locale=en_US`,
  }),
  ({ firstName, lastName, company }) => ({ firstName: firstName.toUpperCase(), lastName, company }),
];
const MIN_LETTERS = 5;

/**
 * Replaces the person of some targets by a contact, with another spelling or with fewer fields. The first and the last
 * duplicate belong to one contact.
 */
export function makeDuplicates(contacts: readonly DemoFields[], targets: readonly DemoFields[]): void {
  const known = contacts.filter(isKnown);
  for (const [at, variant] of VARIANTS.entries()) {
    const contact = known[at % (VARIANTS.length - 1)];
    const target = targets[at * Math.floor(targets.length / VARIANTS.length)];
    if (contact && target) Object.assign(target, NOT_KNOWN, variant(contact));
  }
}

/** Changes the last digit of each number that another plug has, so that only the made duplicates share a number. */
export function separateNumbers(plugs: readonly DemoFields[]): void {
  const used = new Set<string>();
  for (const fields of plugs) {
    for (const name of ['primaryNumber', 'secondaryNumber'] as const) {
      let number = fields[name];
      if (!number) continue;
      while (used.has(number)) {
        number = number.replace(/\d$/, (digit: string) => String((Number(digit) + 1) % 10));
      }
      used.add(number);
      fields[name] = number;
    }
  }
}

function isKnown(fields: DemoFields): fields is KnownContact {
  const { firstName, email, company, primaryNumber, linkedinUrl } = fields;
  const hasAll = [email, company, primaryNumber, linkedinUrl].every(Boolean);
  const isLong = firstName.length >= MIN_LETTERS && /^\p{Script=Latin}+$/u.test(firstName);
  return hasAll && isLong && transposed(firstName) !== firstName;
}

/** Exchanges the third and the fourth letter. */
function transposed(name: string): string {
  return name.replace(/^(..)(.)(.)/u, '$1$3$2');
}
