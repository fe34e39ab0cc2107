/** Reads the custom data in files that this service wrote. */
import type { ContactDraft } from '../../../rules/plugs/contact-draft.ts';
import { MAX_JSON_VALUES, parseJson } from './parse-json.ts';

/**
 * Adds custom data to a draft. The lists `emails` and `phones` are added as e-mail addresses and numbers, so that no
 * value is stored twice. Members with the value null are ignored. Returns false and adds nothing if the data is not an
 * object.
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

/** Parses a JSON text. Returns null if the text is not JSON, or exceeds a limit of `parseJson`. */
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

  /** Adds the custom data of an entry. Returns false if the file has too many objects and lists. */
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
