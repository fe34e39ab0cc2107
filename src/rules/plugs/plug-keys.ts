/** What is stored beside the fields of a plug to compare it with others. Pure. */
import { caseKey, foldedLine } from './folding.ts';
import type { PlugFields, PlugType } from './plug.ts';

export interface PlugKeys {
  /** What no two live plugs of one owner share; null when nothing makes two the same. */
  duplicateKey: string | null;
  /** What lists are sorted by. An empty key comes first. */
  firstNameKey: string;
  lastNameKey: string;
  companyKey: string;
  /** What tags are compared and counted by, in their order; null when the tags are their own keys. */
  tagKeys: string[] | null;
}

/** The keys of a plug with these fields. */
export function plugKeys(type: PlugType, fields: PlugFields): PlugKeys {
  const keys = fields.tags.map(caseKey);
  const isOwnKey = fields.tags.every((tag, at) => tag === keys[at]);
  return {
    duplicateKey: duplicateKey(type, fields),
    firstNameKey: foldedLine(fields.firstName),
    lastNameKey: foldedLine(fields.lastName),
    companyKey: foldedLine(fields.company ?? ''),
    tagKeys: isOwnKey ? null : keys,
  };
}

/**
 * The e-mail address of a contact, the names and the company of a target. A target without a name is known by its
 * address or number, so that two such people at one company are not the same.
 */
export function duplicateKey(type: PlugType, fields: PlugFields): string | null {
  const { firstName, lastName, company, email, primaryNumber, secondaryNumber } = fields;
  if (type === 'contact') return email && `contact:${email}`;
  if (!company) return null;
  const isNameless = firstName === '' && lastName === '';
  if (isNameless && (email || primaryNumber || secondaryNumber)) return null;
  return `target:${JSON.stringify([firstName, lastName, company].map(foldedLine))}`;
}
