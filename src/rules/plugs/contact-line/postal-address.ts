/** Recognises the parts of a postal address. Pure. */
const STREET =
  /(?:^|[\s,])(?:street|str|st|road|rd|lane|row|avenue|ave|av|boulevard|blvd|bd|drive|dr|square|sq|court|crescent|terrace|close|way|wharf|quay|floor|suite|ste|unit|building|bldg|block|tower|house|p\.?\s?o\.?\s?box|box|postfach|rue|place|chemin|cours|via|viale|piazza|corso|calle|plaza|avenida|paseo|carrer|rua|travessa|praça|ul|ulica|al|aleja|ул|улица|пр|проспект|пер|дом|вул|вулиця|улиця|площадь|пл|шоссе|οδος|λεωφορος|شارع|طريق|ص\.?ب|רחוב|רח|đường|phường|quận|jalan|jl|gata|vej|vei)(?:[\s.,]|$)/iu;
const COMPOUND_STREET =
  /\p{L}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|plein|kade|gracht|gatan|vägen|gata|veien|gaten|vej|gade|katu|tie)(?:\s|$)/iu;
const CJK_ADDRESS =
  /〒|(?:[都道府県市区區町村郡省州县縣路街巷弄號号]|丁目|番地|대로|로|길|번지|[시구동])\s*\p{N}|[省市區区].{1,12}[路街道號号]|(?:시|도)\s.+(?:구|군|시)\s/u;
const POSTAL_CODE =
  /(?:^|\s)(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{2},? \d{5}(?:-\d{4})?|(?:[A-Z]{1,2}-)?\d{4,6}\s\p{Lu}\p{L}+|\d{5}-\d{3,4}|\d{4} ?[A-Z]{2}|\p{Lu}\p{L}+ \d{5}|[A-Z]\d[A-Z] \d[A-Z]\d)(?:\s|$)/u;
const HOUSE_NUMBER = /^\p{N}{1,5}[a-z]?\s+\p{Lu}|\s\p{N}{1,4}\s?[a-z]?$/u;
const COUNTRY =
  /^(?:united kingdom|uk|england|scotland|wales|ireland|united states(?: of america)?|usa|u\.s\.a\.|canada|australia|new zealand|germany|deutschland|austria|österreich|switzerland|schweiz|suisse|france|spain|españa|portugal|italy|italia|netherlands|the netherlands|nederland|belgium|belgique|belgië|luxembourg|denmark|danmark|sweden|sverige|norway|norge|finland|suomi|iceland|poland|polska|czech republic|czechia|česko|slovakia|hungary|magyarország|romania|bulgaria|greece|ελλάδα|turkey|türkiye|russia|россия|ukraine|україна|israel|ישראל|egypt|مصر|saudi arabia|السعودية|united arab emirates|uae|الإمارات|india|भारत|china|中国|中國|taiwan|台灣|hong kong|香港|singapore|japan|日本|south korea|korea|대한민국|vietnam|việt nam|thailand|malaysia|indonesia|philippines|brazil|brasil|argentina|chile|mexico|méxico|colombia|peru|perú|south africa|nigeria|kenya)$/iu;

/**
 * Whether a part of a message is a part of a postal address: a street with a number, a postal code, a country, or an
 * address in Chinese, Japanese or Korean. A house number without a word such as "street" is sufficient only with
 * `hasCompany`, because the name of a company can contain a number. `hasCompany` is true if a company was found, or if
 * two earlier parts have no role: they can become the name and the company.
 */
export function isPostalAddress(text: string, hasCompany: boolean): boolean {
  if (COUNTRY.test(text) || CJK_ADDRESS.test(text)) return true;
  if (POSTAL_CODE.test(text)) return true;
  const hasNumber = /\p{N}/u.test(text);
  return (
    hasNumber && (STREET.test(text) || COMPOUND_STREET.test(text) || (hasCompany && HOUSE_NUMBER.test(text)))
  );
}
