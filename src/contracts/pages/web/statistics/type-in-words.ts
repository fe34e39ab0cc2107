/** The suggested business and network types in words. Pure. */

/** The words of the suggested values whose words are not the value with spaces. */
const WORDS = new Map([
  ['derm_clinic', 'Dermatology clinic'],
  ['pharma_biotech', 'Pharma and biotech'],
  ['hospital_health_system', 'Hospital'],
  ['wellness_consumer_health', 'Wellness'],
  ['cro', 'CRO'],
]);
/** Matches the other suggested values. Their words are the value with spaces, such as "New client" for `new_client`. */
const SUGGESTED_VALUE =
  /^(?:health_tech|payer|salon|other|(?:new|existing)_(?:client|partnership)|vendor|investor|mentor)$/;

/** Returns the words of a suggested value. Any other value is returned unchanged. */
export function typeInWords(value: string): string {
  const words = WORDS.get(value);
  if (words !== undefined) return words;
  if (!SUGGESTED_VALUE.test(value)) return value;
  const text = value.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
