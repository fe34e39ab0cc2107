/** Changes demo plugs in place, so that their numbers differ and some of them are duplicates of others. */
import type { PlugChanges } from '../../rules/plugs/plug.ts';

type DemoFields = PlugChanges & { firstName: string; lastName: string };

/** A contact that has a value in every field that `VARIANTS` reads. */
type CompleteContact = DemoFields & {
  company: string;
  email: string;
  primaryNumber: string;
  linkedinUrl: string;
};

/** The fields that a duplicate does not have, unless its variant sets them. */
const EMPTY_FIELDS = {
  email: null,
  company: null,
  jobTitle: null,
  primaryNumber: null,
  secondaryNumber: null,
  linkedinUrl: null,
  telegramUsername: null,
  birthday: null,
};

/** Each function returns the names and the other fields of one duplicate of the contact. */
const VARIANTS: ((contact: CompleteContact) => DemoFields)[] = [
  ({ firstName, lastName, company }) => ({ firstName: withTranspositionIn(firstName), lastName, company }),
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
/** The minimum length of a first name in which two letters are exchanged. */
const MIN_NAME_LENGTH = 5;

/**
 * Turns five of the targets into duplicates of contacts. The names of such a target, and all fields that identify a
 * person, get the values of a contact, in another spelling or with fewer fields. The first and the last of the five
 * targets are duplicates of the same contact.
 */
export function makeDuplicates(contacts: readonly DemoFields[], targets: readonly DemoFields[]): void {
  const sources = contacts.filter(isSuitable);
  for (const [at, variant] of VARIANTS.entries()) {
    const contact = sources[at % (VARIANTS.length - 1)];
    const target = targets[at * Math.floor(targets.length / VARIANTS.length)];
    if (contact && target) Object.assign(target, EMPTY_FIELDS, variant(contact));
  }
}

/**
 * Changes the last digit of each number that an earlier field already has, so that no two plugs have the same number.
 * The caller must do this before `makeDuplicates`, which copies numbers on purpose.
 */
export function makeNumbersDifferent(plugs: readonly DemoFields[]): void {
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

/**
 * Whether the contact has all fields of a `CompleteContact`, and a first name in which two letters can be exchanged.
 */
function isSuitable(fields: DemoFields): fields is CompleteContact {
  const { firstName, email, company, primaryNumber, linkedinUrl } = fields;
  const hasAll = [email, company, primaryNumber, linkedinUrl].every(Boolean);
  const isLongLatinName = firstName.length >= MIN_NAME_LENGTH && /^\p{Script=Latin}+$/u.test(firstName);
  return hasAll && isLongLatinName && withTranspositionIn(firstName) !== firstName;
}

/** Returns the name with the third and the fourth letter exchanged. */
function withTranspositionIn(name: string): string {
  return name.replace(/^(..)(.)(.)/u, '$1$3$2');
}
