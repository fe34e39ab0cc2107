/** Reads the contacts of a JSON file: a list of plugs, or an object with the list `plugs`, in the format of the API. */
import { isExactNumber } from '../../../../rules/exact-json.ts';
import { ContactDraft, type ContactFields } from '../../../../rules/plugs/contact-draft.ts';
import type { ContactWarning } from '../../../../rules/plugs/fields/contact-warnings.ts';
import { isIdentified, type PlugType, plugFieldsFrom } from '../../../../rules/plugs/plug.ts';
import { decodeFile } from '../decode-file.ts';
import { contactOfObject } from './contact-of-object.ts';

export interface JsonOptions {
  /** The IANA time zone of the account. It indicates the language of an ambiguous name. */
  timeZone: string;
  /** The maximum number of entries. */
  limit?: number;
}

export interface JsonEntry {
  /** The position in the list, counted from 1. */
  line: number;
  /** Null if the entry has no name, company, e-mail address and number. */
  fields: ContactFields | null;
  plugType: PlugType | null;
  warnings: ContactWarning[];
  /** The error message for an entry that is not an object. */
  error?: string;
}

export type JsonFile =
  | { kind: 'read'; entries: JsonEntry[] }
  /** The file is not JSON. The line is null if it is not known. */
  | { kind: 'malformed'; line: number | null }
  | { kind: 'no_list' }
  | { kind: 'too_many_rows' };

/** Reads the contacts of a JSON file. A number that cannot be stored exactly becomes text. */
export function readJson(source: Uint8Array | string, options: JsonOptions): JsonFile {
  const { timeZone, limit = Number.POSITIVE_INFINITY } = options;
  const text = (typeof source === 'string' ? source : decodeFile(source)).replace(/^\ufeff/, '');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text, exactValue as (key: string, value: unknown) => unknown);
  } catch (error) {
    return { kind: 'malformed', line: lineOf(error) };
  }
  const list = Array.isArray(parsed) ? parsed : Object(parsed).plugs;
  if (!Array.isArray(list)) return { kind: 'no_list' };
  if (list.length > limit) return { kind: 'too_many_rows' };
  return { kind: 'read', entries: list.map((each, at) => entryOf(each, at + 1, timeZone)) };
}

function entryOf(sent: unknown, line: number, timeZone: string): JsonEntry {
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) {
    return { line, fields: null, plugType: null, warnings: [], error: 'The entry must be an object' };
  }
  const draft = new ContactDraft();
  contactOfObject(draft, sent as Record<string, unknown>, timeZone);
  const fields = draft.finish();
  const { plugType, warnings } = draft;
  return { line, fields: isIdentified(plugFieldsFrom(fields)) ? fields : null, plugType, warnings };
}

/** JavaScript writes every number with at most 25 characters. */
const MAX_NUMBER_LENGTH = 32;

/** JavaScript rounds some numbers. Such a number is stored as its text. */
function exactValue(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  const isExact = source.length <= MAX_NUMBER_LENGTH && isExactNumber(source);
  return isExact ? value : source;
}

/** Returns the line in the message of the error of V8, or null. */
function lineOf(error: unknown): number | null {
  const [, line] = /\(line (\d+) /.exec(String(error)) ?? [];
  return line === undefined ? null : Number(line);
}
