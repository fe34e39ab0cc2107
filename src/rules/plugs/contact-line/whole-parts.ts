/** Parts of a line that are one value, and the text of a part for the notes. Pure. */
import { labelAtStart } from './labels.ts';
import { joinedParts, type Part } from './parts.ts';

/** Whether the parts are a label and its value with a dash between them: "Company - Acme". */
export function isLabelWithDash([label, value, ...others]: Part[]): boolean {
  if (!label || !value || others.length > 0 || !/^[-\u2010-\u2015]$/.test(value.separator)) return false;
  return labelAtStart(`${label.text}: ${value.text}`) !== null;
}

/**
 * Joins two parts that are one value. Quotation marks around a name with a comma are removed. The dash between a label
 * and its value becomes a colon.
 */
export function wholePart(texts: Part[]): Part {
  const part = texts.reduce(joinedParts);
  return {
    ...part,
    text: part.text.replace(/^"([^"]*)"$/, '$1').replace(/^([^-\u2010-\u2015]+)[-\u2010-\u2015] /, '$1: '),
  };
}

/** The part as it was written, without its tags and its priority. */
export function withoutTags({ raw, forms }: Part): string {
  const removed = forms.filter(({ form }) => form.kind === 'tag' || form.kind === 'priority');
  return removed
    .reduce((text, { form }) => text.replace(form.raw, ''), raw)
    .replace(/ {2,}/g, ' ')
    .trim();
}
