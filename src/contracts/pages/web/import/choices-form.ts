/** The choices of the user for an import: duplicates, tags, and the field of each column. */
import type { ImportChoices } from '../../../../core/plugs/exchange/import-file/import-file.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { typedTags } from '../contacts/typed-tags.ts';

/** The option that leaves the field of a column as it was recognised. */
export const RECOGNISED = '';
/** The option that keeps a column as an own field with the name of the column. */
export const OWN_FIELD = 'custom_data';
/** The option that leaves a column out. */
export const LEFT_OUT = 'none';

/** The first part of the name of the `select` element of a column. The name of the column follows. */
export const COLUMN_PREFIX = 'map:';
/** The maximum length of the mapping as JSON, in UTF-16 code units. The API has the same limit. */
const MAX_MAPPING_LENGTH = 100_000;

/** The name of the `select` element of a column. */
export function columnSelectName(column: string): string {
  return COLUMN_PREFIX + column;
}

/**
 * The choices in the form of the preview. An import that has begun continues with the stored choices, so its form
 * contains no choices.
 */
export const choicesForm = z
  .looseObject({
    on_duplicate: z
      .enum(['skip', 'update', 'create'], 'Choose what happens to contacts that exist.')
      .default('skip'),
    tags: typedTags,
  })
  .transform(({ on_duplicate: onDuplicate, tags, ...others }, context): ImportChoices => {
    if (others.event) {
      context.addIssue({ code: 'custom', path: ['event'], message: 'Events are not available yet' });
    }
    const mapping = mappingOf(others);
    if (JSON.stringify(mapping).length > MAX_MAPPING_LENGTH) {
      context.addIssue({ code: 'custom', path: ['columns'], message: 'Change fewer columns.' });
    }
    return { onDuplicate, tags, mapping };
  });

/** The values of the form for stored choices, without the columns. */
export function choiceFormValues({ onDuplicate, tags }: ImportChoices): Record<string, string> {
  return { on_duplicate: onDuplicate, tags: tags.join(', ') };
}

/** The option that the user chose for a column, or `RECOGNISED` without a choice. */
export function chosenOption(column: string, { mapping }: ImportChoices): string {
  const target = Object.hasOwn(mapping, column) ? mapping[column] : undefined;
  if (target === undefined) return RECOGNISED;
  if (target === null) return LEFT_OUT;
  return target.startsWith(`${OWN_FIELD}.`) ? OWN_FIELD : target;
}

/** The mapping of the columns for which the user chose another option than `RECOGNISED`. */
function mappingOf(form: Record<string, unknown>): ImportChoices['mapping'] {
  const chosen = Object.entries(form).flatMap(([name, sent]): [string, string | null][] => {
    // Hono parses a value as a list if the name of the field ends with "[]".
    const option = Array.isArray(sent) ? sent.at(-1) : sent;
    if (!name.startsWith(COLUMN_PREFIX) || typeof option !== 'string' || option === RECOGNISED) return [];
    const column = name.slice(COLUMN_PREFIX.length);
    if (option === LEFT_OUT) return [[column, null]];
    return [[column, option === OWN_FIELD ? `${OWN_FIELD}.${column}` : option]];
  });
  // Object.fromEntries creates own properties, also for a column with the name "__proto__".
  return Object.fromEntries(chosen);
}
