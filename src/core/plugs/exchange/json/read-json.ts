/** Reads the contacts of a JSON file: a list of plugs, or an object with the list `plugs`, in the format of the API. */
import { ContactDraft, type ContactFields } from '../../../../rules/plugs/contact-draft.ts';
import type { ContactWarning } from '../../../../rules/plugs/fields/contact-warnings.ts';
import { isIdentified, type PlugType, plugFieldsFrom } from '../../../../rules/plugs/plug.ts';
import { type ParsedJson, parseJson } from '../parse-json.ts';
import { addObject } from './contact-of-object.ts';

export interface JsonOptions {
  /** The IANA time zone of the account. It indicates the language of an ambiguous name. */
  timeZone: string;
  /** The maximum number of entries. A file with more entries is `too_many_rows`. */
  limit?: number;
}

export interface JsonEntry {
  /** The position in the list, counted from 1. */
  line: number;
  /** Null if the entry is not an object, or if it has no name, no company, no e-mail address and no number. */
  fields: ContactFields | null;
  /** The type that the entry states; null if the type follows from the fields. */
  plugType: PlugType | null;
  warnings: ContactWarning[];
  /** The error message for an entry that is not an object. */
  error?: string;
}

export type JsonFile =
  | { kind: 'read'; entries: JsonEntry[] }
  | Exclude<ParsedJson, { kind: 'parsed' }>
  /** The file contains no list of plugs. */
  | { kind: 'no_list' }
  | { kind: 'too_many_rows' };

/** Reads the contacts of a JSON file. A number that JavaScript would change is stored as text. */
export function readJson(text: string, options: JsonOptions): JsonFile {
  const { timeZone, limit = Number.POSITIVE_INFINITY } = options;
  const parsed = parseJson(text.replace(/^\ufeff/, ''));
  if (parsed.kind !== 'parsed') return parsed;
  const { value } = parsed;
  const list = Array.isArray(value) ? value : Object(value).plugs;
  if (!Array.isArray(list)) return { kind: 'no_list' };
  if (list.length > limit) return { kind: 'too_many_rows' };
  return { kind: 'read', entries: list.map((each, at) => entryOf(each, at + 1, timeZone)) };
}

function entryOf(value: unknown, line: number, timeZone: string): JsonEntry {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return { line, fields: null, plugType: null, warnings: [], error: 'The entry must be an object' };
  }
  const draft = new ContactDraft();
  addObject(draft, value as Record<string, unknown>, timeZone);
  const fields = draft.finish();
  const { plugType, warnings } = draft;
  return { line, fields: isIdentified(plugFieldsFrom(fields)) ? fields : null, plugType, warnings };
}
