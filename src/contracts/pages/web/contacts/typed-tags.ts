/** The schema of the tags in one field of a form. */
import { MAX_LENGTHS } from '../../../../http/fields/plug-fields.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { singleLine } from '../../../../http/wire-fields.ts';
import { distinctTags, MAX_TAGS } from '../../../../rules/plugs/plug.ts';
import { isBlank } from '../../../../rules/unseen-characters.ts';

/** Tags that are separated by commas. Blank tags are ignored. Tags that differ only in case are stored once. */
export const typedTags = z
  .string()
  .default('')
  .transform((typed) => typed.split(',').filter((tag) => !isBlank(tag)))
  .pipe(z.array(singleLine('Tags', MAX_LENGTHS.tag)).transform(distinctTags))
  .refine((list) => list.length <= MAX_TAGS, `Tags must be at most ${MAX_TAGS}`);
