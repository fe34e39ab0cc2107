/** Converts custom data for forms. Texts are edited as text, and other values are edited as JSON. */
import { text } from '../../../../../http/fields/plug-fields.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { requiredLine } from '../../../../../http/wire-fields.ts';
import { findLossyPart } from '../../../../../rules/exact-json.ts';
import { isBlank } from '../../../../../rules/unseen-characters.ts';

const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 10_000;
const NOT_JSON = 'This value is JSON. Enter valid JSON, with texts in double quotes.';
const NOT_EXACT = 'This number or key cannot be stored exactly. Put it in double quotes.';

/** The form of one value. A blank value removes the key. */
export const customDataForm = z
  .object({
    key: requiredLine('Name', MAX_KEY_LENGTH),
    value: z
      .string('Enter a value.')
      .overwrite((sent) => sent.replaceAll('\r\n', '\n'))
      .pipe(text('Value', MAX_VALUE_LENGTH)),
    kind: z.enum(['text', 'json']).catch('text'),
    /** Whether the button "Remove" sent the form. */
    remove: z.string().optional(),
    /** The entity tag of the contact and the value when the form was opened. The form of a new key has neither. */
    etag: z.string().optional(),
    old_value: z.string().optional(),
  })
  .transform(({ value, kind, remove, ...form }, context) => {
    if (remove || isBlank(value)) return { ...form, value: null };
    if (kind === 'text') return { ...form, value };
    const parsed = parsedJson(value);
    if (typeof parsed === 'string') context.addIssue({ code: 'custom', path: ['value'], message: parsed });
    return { ...form, value: typeof parsed === 'string' ? null : parsed.value };
  });

export type CustomDataForm = z.output<typeof customDataForm>;

/** Whether a value is shown and edited as a text or as JSON. */
export function kindOfValue(value: unknown): 'text' | 'json' {
  return typeof value === 'string' ? 'text' : 'json';
}

/** A value as the form shows it. */
export function typedData(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The value of a JSON text, or the reason why the value cannot be stored. */
function parsedJson(typed: string): { value: unknown } | string {
  try {
    const value: unknown = JSON.parse(typed);
    return findLossyPart(`{"value":${typed}}`, 'value') ? NOT_EXACT : { value };
  } catch {
    return NOT_JSON;
  }
}
