/** The suggested business and network types in words. Pure. */

const WORDS = new Map([
  ['derm_clinic', 'Dermatology clinic'],
  ['pharma_biotech', 'Pharma and biotech'],
  ['hospital_health_system', 'Hospital'],
  ['wellness_consumer_health', 'Wellness'],
  ['cro', 'CRO'],
]);
/** Matches suggested values, such as `new_client`. */
const SUGGESTED =
  /^(?:health_tech|payer|salon|other|(?:new|existing)_(?:client|partnership)|vendor|investor|mentor)$/;

/** Returns "New client" for `new_client`. A value that a person typed is returned unchanged. */
export function typeInWords(value: string): string {
  const words = WORDS.get(value);
  if (words !== undefined) return words;
  if (!SUGGESTED.test(value)) return value;
  const text = value.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
