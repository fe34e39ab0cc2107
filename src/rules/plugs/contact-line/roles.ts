/** Decides which part of a message is the name, the company or the title, and which parts become notes. Pure. */
import { isNameSuffix } from '../names/name-words.ts';
import { titleStrength } from './job-titles.ts';
import { joinedFields } from './joined-part.ts';
import { type LabelKind, labelAtStart } from './labels.ts';
import { hasLegalForm } from './legal-forms.ts';
import type { Line, Part } from './parts.ts';
import { isPostalAddress } from './postal-address.ts';
import { isGreetingOrClosing, isProse, isRemark } from './remarks.ts';
import { isLabelWithDash, wholePart, withoutTags } from './whole-parts.ts';

export interface Roles {
  name: string;
  firstName: string;
  lastName: string;
  /** Degrees and other suffixes that follow the name after a separator. */
  suffixes: string[];
  companies: string[];
  titles: string[];
  /** User names of Telegram with `@`. */
  handles: string[];
  /** The notes. Each element is one line. */
  notes: string[];
}

/** A part whose role depends on the other parts. */
interface OpenPart {
  text: string;
  lineIndex: number;
  /** Whether the part contains a title word in an unusual position, so that it may be a title. */
  isWeakTitle: boolean;
}

const UNKNOWN_LABEL = /^\p{L}[\p{L}\p{M} .'-]{0,30}[:\uff1a](?:\s|$)/u;
/** The extension of a phone number in the same part of the message. */
const EXTENSION = /^(?:ext|x|int|\u0434\u043e\u0431)\.?\s*\p{Nd}{1,6}$/iu;
const HANDLE = /(?:^|\s)@[A-Za-z]\w{4,31}(?=\s|$)/g;
/** A first name with a family name that is also a title. The title is part of the name if no name was found before. */
const FAMILY_NAME =
  /^\p{Lu}\S+ (?:Baker|Carpenter|Farmer|Gardener|Head|Dean|Clerk|Coach|Kaufmann|Meister|Leiter|Banker|Buyer|Partner)$/u;

/** The roles of the parts of a message. */
export function assignRoles(lines: Line[]): Roles {
  const reader = new RoleReader(lines.length > 1);
  for (const line of lines) reader.read(line);
  return reader.finish();
}

class RoleReader {
  #roles: Roles = {
    name: '',
    firstName: '',
    lastName: '',
    suffixes: [],
    companies: [],
    titles: [],
    handles: [],
    notes: [],
  };
  #openParts: OpenPart[] = [];
  #firstText = '';
  #lineIndex = -1;
  /** The number of the paragraph with the name, or -1 while no name was found. */
  #nameParagraph = -1;
  /** Whether a part of a postal address was found. After a name, later parts without a role become notes. */
  #hasAddress = false;
  /** Whether a line began with the label of the notes. All later lines are then notes. */
  #isInNotes = false;
  /** Whether the previous part of the current line became a note. */
  #continuesNote = false;
  #hasSeveralLines: boolean;

  constructor(hasSeveralLines: boolean) {
    this.#hasSeveralLines = hasSeveralLines;
  }

  read({ raw, parts, paragraph }: Line): void {
    this.#lineIndex += 1;
    this.#continuesNote = false;
    const texts = parts.filter(({ text }) => text !== '');
    const [first] = texts;
    if (!first) return;
    this.#firstText ||= first.text;
    const labelled = labelAtStart(raw);
    if (this.#isInNotes || this.#isProseLine(raw, texts) || this.#isAfterContact(paragraph)) {
      this.#addNote(labelled?.kind === 'notes' ? labelled.rest : raw);
      return;
    }
    if (labelled?.kind === 'notes') {
      this.#isInNotes = true;
      this.#addNote(labelled.rest);
      return;
    }
    const isOnePart = this.#isLastNameFirst(texts) || isLabelWithDash(texts);
    for (const part of isOnePart ? [wholePart(texts)] : parts) this.#readPart(part);
    if (this.#nameParagraph < 0 && this.#hasName()) this.#nameParagraph = paragraph;
  }

  finish(): Roles {
    const { titles, companies } = this.#roles;
    if (titles.length === 0) this.#takeWeakTitle();
    if (!this.#hasName(false)) this.#roles.name = this.#openParts.shift()?.text ?? '';
    if (companies.length === 0) companies.push(...this.#openParts.splice(0, 1).map(({ text }) => text));
    if (titles.length === 0) titles.push(...this.#openParts.splice(0, 1).map(({ text }) => text));
    this.#roles.notes.unshift(...this.#openParts.map(({ text }) => text));
    if (!this.#hasName(false) && companies.length === 0) this.#takeNameFromFirstText();
    return this.#roles;
  }

  #readPart(part: Part): void {
    const { raw } = part;
    const handles = part.text.match(HANDLE) ?? [];
    this.#roles.handles.push(...handles.map((handle) => handle.trim()));
    const text = part.text.replace(HANDLE, '').trim();
    const isNote = text !== '' && this.#readText(text, part);
    if (isNote) this.#addNote(withoutTags(part) || raw, part.separator);
    this.#continuesNote = isNote;
  }

  /** Assigns a role to the text of a part. Returns true if the caller must add the part as a note. */
  #readText(text: string, part: Part): boolean {
    if (this.#readLabelled(part, part.raw)) return false;
    if (UNKNOWN_LABEL.test(text) || EXTENSION.test(text) || isGreetingOrClosing(text)) return true;
    if (this.#hasName() && this.#isDirectlyAfterName() && text.split(/\s+/).every(isNameSuffix)) {
      this.#roles.suffixes.push(text);
      return false;
    }
    const joined = joinedFields(text, this.#hasName());
    if (joined) return this.#takeJoined(joined);
    if (hasLegalForm(text) && !(isRemark(text) && /^\p{Ll}/u.test(text))) return this.#takeCompany(text);
    const isName = !this.#hasName() && (FAMILY_NAME.test(text) || isNameWithDegree(text));
    const strength = isName ? 0 : titleStrength(text);
    if (strength === 2 && !isRemark(text)) return this.#takeTitle(text);
    if (isPostalAddress(text, this.#roles.companies.length > 0 || this.#openParts.length > 1)) {
      this.#hasAddress = true;
      return true;
    }
    if (isRemark(text) || (this.#hasAddress && this.#hasName())) return true;
    this.#openParts.push({ text, lineIndex: this.#lineIndex, isWeakTitle: strength === 1 });
    return false;
  }

  /** Assigns the role that a label at the start of the text states. Returns false if the label or value is missing. */
  #readLabelled({ text }: Part, raw: string): boolean {
    const labelled = labelAtStart(text);
    if (!labelled || labelled.rest === '') return false;
    this.#takeLabelled(labelled.kind, labelled.rest, raw);
    return true;
  }

  #takeLabelled(kind: LabelKind, value: string, raw: string): void {
    if (kind === 'name' && !this.#roles.name) this.#roles.name = value;
    else if ((kind === 'firstName' || kind === 'lastName') && !this.#roles[kind]) this.#roles[kind] = value;
    else if (kind === 'company') this.#roles.companies.push(value);
    else if (kind === 'title') this.#roles.titles.push(value);
    else if (kind === 'notes') this.#addNote(value);
    else this.#addNote(raw);
  }

  /** Assigns the fields of a part with several fields. Returns true if the caller must add the part as a note. */
  #takeJoined({ name, title, company, note }: ReturnType<typeof joinedFields> & object): boolean {
    if (name) this.#roles.name = name;
    if (title) this.#takeTitle(title);
    if (company) this.#roles.companies.push(company);
    return note !== undefined;
  }

  /** Assigns the company. Returns true if the caller must add the part as a note, because the company is known. */
  #takeCompany(text: string): boolean {
    if (this.#roles.companies.length > 0) return true;
    this.#roles.companies.push(text);
    return false;
  }

  /** Adds a title. Returns false, because the part does not become a note. */
  #takeTitle(text: string): boolean {
    this.#roles.titles.push(text);
    return false;
  }

  /** A part with a title word in an unusual position becomes the title, unless this part must become the name. */
  #takeWeakTitle(): void {
    const at = this.#openParts.findIndex(
      ({ isWeakTitle }, index) => isWeakTitle && (index > 0 || this.#roles.name !== ''),
    );
    if (at >= 0) this.#roles.titles.push(...this.#openParts.splice(at, 1).map(({ text }) => text));
  }

  /** Takes the name from the first part: the whole part if it is the title, or up to three capitalised first words. */
  #takeNameFromFirstText(): void {
    const { titles } = this.#roles;
    const [, capitals] = /^((?:\p{Lu}[\p{L}\p{M}'\u2019.-]*\s+){1,3})\p{Ll}/u.exec(this.#firstText) ?? [];
    if (titles.length > 0 && this.#firstText === titles[0]) this.#roles.name = titles.shift() ?? '';
    else if (capitals && !isRemark(capitals.trim().toLowerCase())) this.#roles.name = capitals.trim();
  }

  #addNote(text: string, separator = ''): void {
    const { notes } = this.#roles;
    const last = notes.at(-1);
    if (!this.#continuesNote || last === undefined) notes.push(text);
    else notes.splice(-1, 1, `${last}${separator} ${text}`);
  }

  /** Whether a name was found. An open part counts by default, because the first open part becomes the name. */
  #hasName(includesOpen = true): boolean {
    const { name, firstName, lastName } = this.#roles;
    return name !== '' || firstName !== '' || lastName !== '' || (includesOpen && this.#openParts.length > 0);
  }

  #isDirectlyAfterName(): boolean {
    const { companies, titles } = this.#roles;
    return companies.length === 0 && titles.length === 0 && this.#openParts.length < 2;
  }

  /** Whether a line is running text. False if the name begins it, or if it follows the name and has a legal form. */
  #isProseLine(raw: string, texts: Part[]): boolean {
    if (!isProse(texts.map(({ text }) => text))) return false;
    const [first] = texts;
    if (this.#hasName() || !first) return !hasLegalForm(raw);
    const mayBeName = texts.length > 1 && !isRemark(first.text);
    return !mayBeName && joinedFields(first.text, false)?.name === undefined;
  }

  /** Whether the contact is complete before this paragraph. All lines of the paragraph are then notes. */
  #isAfterContact(paragraph: number): boolean {
    if (this.#nameParagraph < 0 || paragraph === this.#nameParagraph) return false;
    const { companies, titles } = this.#roles;
    return companies.length + titles.length + this.#openParts.length > 2;
  }

  /** Whether two parts are "Last, First": after a label, in quotation marks, or alone on one of several lines. */
  #isLastNameFirst(texts: Part[]): boolean {
    const [last, first] = texts;
    if (this.#hasName() || texts.length !== 2 || !last || !first || first.separator !== ',') return false;
    if (labelAtStart(last.text)?.kind === 'name') return true;
    if (last.text.startsWith('"') && first.text.endsWith('"')) return true;
    if (!this.#hasSeveralLines || [last, first].some(({ forms }) => forms.length > 0)) return false;
    if ([last, first].some(({ text }) => titleStrength(text) > 0 || hasLegalForm(text) || isRemark(text)))
      return false;
    return /^\S+$/.test(last.text) && /^\p{Lu}\S*(?: \p{Lu}\.)?$/u.test(first.text);
  }
}

/** Whether a text is a name with a degree at the end ("Nora Ray MD") and without another title word. */
function isNameWithDegree(text: string): boolean {
  const words = text.split(/\s+/);
  return (
    words.length > 2 && isNameSuffix(words.at(-1) ?? '') && titleStrength(words.slice(0, -1).join(' ')) === 0
  );
}
