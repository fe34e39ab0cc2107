/** The custom data in files that this service wrote. */
import type { ContactDraft } from '../../../rules/plugs/contact-draft.ts';

/**
 * Adds custom data to a draft. The lists `emails` and `phones` are added as addresses and numbers, so that no value is
 * stored twice. Returns whether the data is an object.
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

/** Parses a JSON text. Returns null if the text is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function typeText(type: unknown): string | undefined {
  return typeof type === 'string' ? type : undefined;
}
