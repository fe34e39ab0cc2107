/** Writes JSON values as YAML 1.2 in block style. Pure. */

/** Text that all versions of YAML read as a string without quotes: words, paths and versions. */
const PLAIN = /^(?:[A-Za-z/][\w./{}-]*(?: [\w.,;()/{}-]+)*|\d+\.\d+\.\d+)$/;
/** Words that a version of YAML reads as a boolean or as null. */
const RESERVED = /^(?:true|false|yes|no|on|off|y|n|null)$/i;
/** Characters that YAML does not allow, or that end a line. JSON contains these characters without an escape sequence. */
const NOT_PRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
/** A text of several lines, of which the first is not empty and not indented, and the last is not empty. */
const LINES = /^[^\s][\s\S]*\n[\s\S]*[^\n]$/;
const ONLY_PRINTABLE = /^[\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe]*$/;

/** The YAML document of an object that contains JSON values. Properties with the value undefined are left out. */
export function toYaml(value: object): string {
  return `${linesOf(value).join('\n')}\n`;
}

/** The lines of a value, without the indentation of the collection that contains the value. */
function linesOf(value: unknown): string[] {
  if (typeof value === 'string') return textLines(value);
  if (!isFilled(value)) return [JSON.stringify(value)];
  if (Array.isArray(value)) return value.flatMap((item) => after('- ', linesOf(item)));
  return Object.entries(value).flatMap(([key, property]) => {
    if (property === undefined) return [];
    const lines = linesOf(property);
    return isFilled(property)
      ? [`${singleLine(key)}:`, ...lines.map(indented)]
      : after(`${singleLine(key)}: `, lines);
  });
}

function isFilled(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((item) => item !== undefined)
  );
}

/** Writes a prefix before the first line and indents the others. */
function after(prefix: string, [first = '', ...others]: string[]): string[] {
  return [prefix + first, ...others.map(indented)];
}

function indented(line: string): string {
  return line && `  ${line}`;
}

/** Text of several lines is a literal block if all of its characters are printable. */
function textLines(text: string): string[] {
  if (LINES.test(text) && ONLY_PRINTABLE.test(text)) return ['|-', ...text.split('\n')];
  return [singleLine(text)];
}

/** Quoted text has the form of JSON, because JSON is a subset of YAML except for characters that are not printable. */
function singleLine(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text)) return text;
  return JSON.stringify(text).replace(
    NOT_PRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
