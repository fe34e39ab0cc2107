/** Reads custom data in JSON from files, and counts the objects and lists in the custom data of a file. */
import type { ContactDraft } from '../../../rules/plugs/contact-draft.ts';
import { MAX_JSON_VALUES, parseJson } from './parse-json.ts';

/**
 * Adds custom data to a draft. The lists `emails` and `phones` are added as e-mail addresses and numbers if each item
 * has a text `value`, so that no value is stored twice. Members with the value null are ignored. Returns false and adds
 * nothing if the data is not an object.
 */
export function addCustomData(draft: ContactDraft, data: unknown): boolean {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return false;
  for (const [key, value] of Object.entries(data)) {
    const add = key === 'phones' ? 'addPhone' : key === 'emails' ? 'addEmail' : null;
    const isList =
      add !== null && Array.isArray(value) && value.every((each) => typeof each?.value === 'string');
    if (isList) for (const each of value) draft[add](each.value, typeText(each.type));
    else if (value !== null) draft.addCustom(key, value);
  }
  return true;
}

/** Parses a JSON text. Returns null for `null`, for a text that is not JSON, and above a limit of `parseJson`. */
export function parsedJson(text: string): unknown {
  const parsed = parseJson(text);
  return parsed.kind === 'parsed' ? parsed.value : null;
}

/**
 * Counts the objects and lists in the custom data of all entries of a file. Many small texts of JSON can contain as many
 * values as one large text.
 */
export class CustomDataSize {
  #containers = 0;

  /** Adds the custom data of an entry. Returns false if the entries so far have too many objects and lists. */
  add(data: Record<string, unknown> | null | undefined): boolean {
    this.#count(data);
    return this.#containers <= MAX_JSON_VALUES;
  }

  #count(value: unknown): void {
    if (value === null || typeof value !== 'object') return;
    this.#containers += 1;
    for (const each of Object.values(value)) this.#count(each);
  }
}

function typeText(type: unknown): string | undefined {
  return typeof type === 'string' ? type : undefined;
}
