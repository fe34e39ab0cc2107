/** Converts custom data to the values of a form and back. Texts are edited as text, and other values as JSON. */
import { text } from '../../../../../http/fields/plug-fields.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { requiredLine } from '../../../../../http/wire-fields.ts';
import { findLossyPart } from '../../../../../rules/exact-json.ts';
import { isBlank } from '../../../../../rules/unseen-characters.ts';

const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 10_000;
const INVALID_JSON_MESSAGE = 'This value is JSON. Enter valid JSON, with texts in double quotes.';
const INEXACT_JSON_MESSAGE = 'This number or key cannot be stored exactly. Put it in double quotes.';

/** The rule for a key that a user types. The API also stores keys that this rule changes or rejects. */
const newKey = requiredLine('Name', MAX_KEY_LENGTH);

/**
 * The form of one key and its value. A blank value or the button "Remove" becomes null, which removes the key. In the
 * form of a new key, a blank value is rejected.
 */
export const customDataForm = z
  .object({
    /** See `keyOf`. */
    key: z.string('Name is required'),
    value: z
      .string('Enter a value.')
      .overwrite((sent) => sent.replaceAll('\r\n', '\n'))
      .pipe(text('Value', MAX_VALUE_LENGTH)),
    /** Whether `value` is a text or JSON. The form of a new key sends no `kind`, so its value is a text. */
    kind: z.enum(['text', 'json']).catch('text'),
    /** Whether the button "Remove" sent the form. */
    remove: z.string().optional(),
    /** The entity tag of the contact when the form was shown. The form of a new key does not send it. */
    etag: z.string().optional(),
    /** The value when the form was shown. It is missing if the contact did not have the key. */
    old_value: z.string().optional(),
  })
  .transform(({ value, kind, remove, ...sent }, context) => {
    const form = { ...sent, key: keyOf(sent) };
    if (form.etag === undefined) {
      const { data = '', error } = newKey.safeParse(form.key);
      for (const { message } of error?.issues ?? []) {
        context.addIssue({ code: 'custom', path: ['key'], message });
      }
      form.key = data;
    }
    if (form.etag === undefined && isBlank(value)) {
      context.addIssue({ code: 'custom', path: ['value'], message: 'Enter a value.' });
    }
    if (remove || isBlank(value)) return { ...form, value: null };
    if (kind === 'text') return { ...form, value };
    const parsed = parseJson(value);
    if (typeof parsed === 'string') context.addIssue({ code: 'custom', path: ['value'], message: parsed });
    return { ...form, value: typeof parsed === 'string' ? null : parsed.value };
  });

export type CustomDataForm = z.output<typeof customDataForm>;

/** Returns the key of a form. Only the form of a new key, which sends no entity tag, does not send the key as JSON. */
export function keyOf({ key, etag }: { key: string; etag?: string | undefined }): string {
  return etag === undefined ? key : keyFromJson(key);
}

/**
 * Returns a key that was sent as JSON by `dataPath` or by the form of its value. Browsers change the line breaks of other
 * texts in a form, and the service ignores blank parameters of a query. A text that is not JSON is the key itself.
 */
export function keyFromJson(sent: string): string {
  const parsed = parseJson(sent);
  return typeof parsed === 'string' ? sent : String(parsed.value);
}

/** Returns whether a value is shown and edited as a text or as JSON. */
export function kindOfValue(value: unknown): 'text' | 'json' {
  return typeof value === 'string' ? 'text' : 'json';
}

/** Returns the text that the page and the form show for a value. */
export function shownData(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Parses a JSON text. Returns an error message if the text is not JSON or if a part cannot be stored exactly. */
function parseJson(typed: string): { value: unknown } | string {
  try {
    const value: unknown = JSON.parse(typed);
    return findLossyPart(`{"value":${typed}}`, 'value') ? INEXACT_JSON_MESSAGE : { value };
  } catch {
    return INVALID_JSON_MESSAGE;
  }
}
