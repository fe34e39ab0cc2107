/** Keys that are stored with a plug to compare it with other plugs. Pure. */
import { caseKey, foldedLine } from './folding.ts';
import type { PlugFields, PlugType } from './plug.ts';

export interface PlugKeys {
  /**
   * Unique among the live plugs of one owner; null if the plug has no such key (see `duplicateKey`). Plugs with
   * different keys or without a key can still be duplicates for the reasons in `duplicates/reason-keys.ts`.
   */
  duplicateKey: string | null;
  /** The sort keys of lists. An empty key is sorted first. */
  firstNameKey: string;
  lastNameKey: string;
  companyKey: string;
  /** The keys by which tags are compared and counted, in the order of the tags; null when every tag equals its key. */
  tagKeys: string[] | null;
}

/** The keys of a plug with these fields. */
export function plugKeys(type: PlugType, fields: PlugFields): PlugKeys {
  const keys = fields.tags.map(caseKey);
  const isEveryTagItsOwnKey = fields.tags.every((tag, at) => tag === keys[at]);
  return {
    duplicateKey: duplicateKey(type, fields),
    firstNameKey: foldedLine(fields.firstName),
    lastNameKey: foldedLine(fields.lastName),
    companyKey: foldedLine(fields.company ?? ''),
    tagKeys: isEveryTagItsOwnKey ? null : keys,
  };
}

/**
 * A contact is identified by its e-mail address, and a target by its names and company. Null for a contact without an
 * address and for a target without a company. A target without a name has no key if it has an e-mail address or a
 * number, because the company alone does not identify such a target.
 */
export function duplicateKey(type: PlugType, fields: PlugFields): string | null {
  const { firstName, lastName, company, email, primaryNumber, secondaryNumber } = fields;
  if (type === 'contact') return email && `contact:${email}`;
  if (!company) return null;
  const isNameless = firstName === '' && lastName === '';
  if (isNameless && (email || primaryNumber || secondaryNumber)) return null;
  return `target:${JSON.stringify([firstName, lastName, company].map(foldedLine))}`;
}
