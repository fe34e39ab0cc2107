/** Recognises companies by their legal form, and removes the legal form from folded names. Pure. */

/** Legal forms after the name, in any letter case. */
const AFTER_NAME =
  /(?:^|[\s,])(?:ltd|limited|llc|l\.l\.c|inc|incorporated|corp|corporation|plc|llp|l\.l\.p|gmbh|ggmbh|mbh|mbb|partg|partgmbb|ohg|gbr|e\.\s?v|e\.\s?k|kgaa|s\.\s?a\.\s?(?:s|r\.\s?l|u|de\s+c\.\s?v)?|s\.\s?à\s?r\.\s?l|sarl|sàrl|sasu|eurl|s\.\s?r\.\s?l(?:\.?s)?|srl|srls|s\.\s?p\.\s?a|spa|b\.\s?v|bv|bvba|n\.\s?v|v\.\s?o\.\s?f|vof|a\/s|aps|asa|oyj?|oü|ou|uab|sia|sp\.\s?z\s?o\.\s?o|sp\.\s?j|s\.\s?r\.\s?o|a\.\s?s|d\.\s?o\.\s?o|d\.\s?d|kft|zrt|nyrt|s\.\s?l(?:\.\s?u)?|slu|s\.\s?de\s?r\.\s?l|lda|ltda|eireli|pty|pte|sdn\.?\s?bhd|bhd|tbk|pvt|jsc|ooo|ead|eood|ооо|оао|зао|пао|ао|еоод|оод|еад|тоо|α\.?\s?ε|ε\.?\s?π\.?\s?ε|ι\.?\s?κ\.?\s?ε|ο\.?\s?ε|a\.\s?ş|aş|şti|בע["״]מ|лтд|लिमिटेड|จำกัด|محدودة|ش\.?\s?م\.?\s?م|ذ\.?\s?م\.?\s?م|&\s?co|and\s+company|company|co)\.?(?:\s?&\s?co\.?(?:\s?kg)?)?(?:\s?(?:ltd|kg|limited|inc)\.?)?(?:\s?\([\p{L}\s.]+\))?[»"”]?$/iu;
/** Legal forms that are recognised only in this letter case. In lower case they are words or parts of names. */
const CAPITALS_AFTER_NAME =
  /\s(?:AG|KG|UG|SE|eG|SA|SAS|SNC|AB|AS|SL|NV|LP|AD|DOO|ME|PT|Sp|AE|OE|EPE|ПП|ТОВ|АД|АТ)\.?$/u;
/** Most of these legal forms in lower case, for a company name that is folded (see `folding.ts`). */
const FOLDED_AFTER_NAME = /\s(?:ag|kg|ug|se|eg|sa|sas|snc|ab|as|sl|nv|lp|ad)\.?$/;
const BEFORE_NAME =
  /^(?:ООО|ОАО|ЗАО|ПАО|АО|НАО|ИП|АНО|НКО|ГК|ФГУП|ТОВ|ТзОВ|ПП|АТ|ПАТ|ПрАТ|ФОП|ТОО|ОсОО|ЧП|ЧУП|УП|ОДО)\s|^(?:PT|CV)\.?\s\p{Lu}|^(?:công ty|cty|tnhh|ctcp|tập đoàn|บริษัท|株式会社|有限会社|合同会社|合資会社|一般社団法人|一般財団法人|公益財団法人|医療法人|学校法人|特定非営利活動法人|주식회사|유한회사|재단법인|사단법인)|^(?:شركة|مؤسسة|مجموعة|شرکت)\s|^[(（](?:株|有|주|유|재|사)[)）]|^[㈱㈲㈜]|^חברת\s/iu;
const CJK_AFTER_NAME =
  /(?:株式会社|有限会社|合同会社|公司|集团|集團|事务所|事務所|주식회사|유한회사|[(（](?:株|有|주|유)[)）]|[㈱㈲㈜])$/u;
/** A text that consists only of a legal form, such as the text after the comma in "Palisade, Inc.". */
const ALONE =
  /^(?:ltd|limited|llc|l\.l\.c|inc|incorporated|corp|corporation|plc|llp|gmbh|ag|s\.?a|s\.?a\.?s|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|ab|oy|aps|s\.?l|lda|ltda|co|k\.?g|pty|pte|pty\.? ltd|pte\.? ltd|co\.?,? ltd|s\.?r\.?o|a\.?s|d\.?o\.?o|sp\. z o\.o|kft|se|lp)\.?$/i;

/** Whether a text begins or ends with a legal form. False for a text that `isLegalForm` recognises. */
export function hasLegalForm(text: string): boolean {
  const plain = text.trim();
  if (isLegalForm(plain)) return false;
  return (
    BEFORE_NAME.test(plain) ||
    CJK_AFTER_NAME.test(plain) ||
    AFTER_NAME.test(plain) ||
    CAPITALS_AFTER_NAME.test(plain)
  );
}

/**
 * Returns a folded company name without the legal form at its end. A name that is only a legal form is unchanged.
 * Legal forms in front of the name and those of `CJK_AFTER_NAME` are not removed.
 */
export function withoutLegalForm(folded: string): string {
  return folded.replace(AFTER_NAME, '').replace(FOLDED_AFTER_NAME, '') || folded;
}

/** Whether a text consists only of one of the frequent legal forms in `ALONE`. */
export function isLegalForm(text: string): boolean {
  return ALONE.test(text.trim());
}
