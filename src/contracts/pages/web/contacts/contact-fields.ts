/** The fields of a contact: their labels, rules and controls. Forms and paths use the field names of the API. */
import {
  birthday,
  date,
  MAX_LENGTHS,
  phone,
  telegramName,
  text,
  url,
} from '../../../../http/fields/plug-fields.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { emailAddress, singleLine } from '../../../../http/wire-fields.ts';
import { AppError, invalidField } from '../../../../rules/app-error.ts';
import { type PlugChanges, PRIORITIES } from '../../../../rules/plugs/plug.ts';
import { isBlank } from '../../../../rules/unseen-characters.ts';
import { BUSINESS_TYPES, NETWORK_TYPES, PIPELINE_STAGES, type TypeLabels } from './type-labels.ts';

/** The control that edits a field. `lines` is a text of several lines. `types` is a single line with suggestions. */
type Control = 'line' | 'email' | 'tel' | 'url' | 'date' | 'number' | 'lines' | 'priority' | 'types';

export interface ContactField {
  /** The name of the property of a plug. */
  property: keyof PlugChanges;
  label: string;
  control: Control;
  /** The text in place of a missing value, such as "Add a number". It is empty for a field that always has a value. */
  addLabel: string;
  /** A note below the control in the form of all fields. */
  hint?: string;
  /** The suggested values of a `types` field, with their labels. */
  labels?: TypeLabels;
}

const NOT_IDENTIFIED_MESSAGE = 'A contact needs a name, a company, an e-mail address or a number.';
const BIRTHDAY_HINT = 'Such as 1990-11-27, or --11-27 without a year.';

/** The fields in the order of the page of a contact. The form of all fields has its own order. */
export const CONTACT_FIELDS = {
  first_name: { property: 'firstName', label: 'First name', control: 'line', addLabel: 'Add a name' },
  last_name: { property: 'lastName', label: 'Last name', control: 'line', addLabel: 'Add a name' },
  email: { property: 'email', label: 'E-mail', control: 'email', addLabel: 'Add an address' },
  primary_number: { property: 'primaryNumber', label: 'Phone', control: 'tel', addLabel: 'Add a number' },
  secondary_number: {
    property: 'secondaryNumber',
    label: 'Second phone',
    control: 'tel',
    addLabel: 'Add a number',
  },
  company: { property: 'company', label: 'Company', control: 'line', addLabel: 'Add a company' },
  job_title: { property: 'jobTitle', label: 'Job title', control: 'line', addLabel: 'Add a title' },
  priority: { property: 'priority', label: 'Priority', control: 'priority', addLabel: '' },
  linkedin_url: { property: 'linkedinUrl', label: 'LinkedIn', control: 'url', addLabel: 'Add a link' },
  telegram_username: {
    property: 'telegramUsername',
    label: 'Telegram',
    control: 'line',
    addLabel: 'Add a user name',
  },
  telegram_user_id: {
    property: 'telegramUserId',
    label: 'Telegram id',
    control: 'number',
    addLabel: 'Add an id',
  },
  network_type: {
    ...{ property: 'networkType', label: 'Network', control: 'types', addLabel: 'Add a network' },
    labels: NETWORK_TYPES,
  },
  business_type: {
    ...{ property: 'businessType', label: 'Business', control: 'types', addLabel: 'Add a business' },
    labels: BUSINESS_TYPES,
  },
  birthday: {
    ...{ property: 'birthday', label: 'Birthday', control: 'line', addLabel: 'Add a date' },
    hint: BIRTHDAY_HINT,
  },
  met_at: { property: 'metAt', label: 'Met on', control: 'date', addLabel: 'Add a date' },
  met_where: { property: 'metWhere', label: 'Met at', control: 'line', addLabel: 'Add a place' },
  hubspot_pipeline_stage: {
    ...{
      property: 'hubspotPipelineStage',
      label: 'Pipeline stage',
      control: 'types',
      addLabel: 'Add a stage',
    },
    labels: PIPELINE_STAGES,
  },
  profile_picture: { property: 'profilePicture', label: 'Picture', control: 'url', addLabel: 'Add a link' },
  connect_reason: { property: 'connectReason', label: 'Reason', control: 'lines', addLabel: 'Add a reason' },
  notes: { property: 'notes', label: 'Notes', control: 'lines', addLabel: 'Add a note' },
} as const satisfies Record<string, ContactField>;

export type FieldName = keyof typeof CONTACT_FIELDS;
export const FIELD_NAMES = Object.keys(CONTACT_FIELDS) as FieldName[];

const labelOf = (name: FieldName) => CONTACT_FIELDS[name].label;
// Each of these functions returns the schema of one field. The error messages contain the label of the field.
const lineSchema = (name: FieldName) => clearable(singleLine(labelOf(name), MAX_LENGTHS.line));
const personNameSchema = (name: FieldName) => clearable(singleLine(labelOf(name), MAX_LENGTHS.name));
const phoneSchema = (name: FieldName) => clearable(phone(labelOf(name)));
const multilineSchema = (name: FieldName) =>
  clearable(
    z
      .string()
      .overwrite(withLineFeeds)
      .pipe(text(labelOf(name), MAX_LENGTHS.text)),
  );
const linkSchema = (name: FieldName) => clearable(url(labelOf(name)));
const typeSchema = (name: 'network_type' | 'business_type' | 'hubspot_pipeline_stage') =>
  clearable(singleLine(labelOf(name), MAX_LENGTHS.line).transform(CONTACT_FIELDS[name].labels.valueOf));

const TELEGRAM_ID_MESSAGE = 'Telegram id must be a positive whole number';

/**
 * A form with some of the fields. A field that was not sent does not change. A blank field is cleared, except the
 * priority, which becomes `medium`.
 */
export const contactForm = z.object({
  first_name: personNameSchema('first_name'),
  last_name: personNameSchema('last_name'),
  email: clearable(emailAddress('Enter a complete address, such as name@example.com.')),
  primary_number: phoneSchema('primary_number'),
  secondary_number: phoneSchema('secondary_number'),
  company: lineSchema('company'),
  job_title: lineSchema('job_title'),
  priority: clearable(z.enum(PRIORITIES, 'Choose a priority from the list.')),
  linkedin_url: linkSchema('linkedin_url'),
  telegram_username: clearable(telegramName(labelOf('telegram_username'))),
  telegram_user_id: clearable(
    z
      .string()
      .regex(/^\d{1,15}$/, TELEGRAM_ID_MESSAGE)
      .transform(Number)
      .refine((id) => id > 0, TELEGRAM_ID_MESSAGE),
  ),
  network_type: typeSchema('network_type'),
  business_type: typeSchema('business_type'),
  birthday: clearable(birthday(labelOf('birthday'))),
  met_at: clearable(date(labelOf('met_at'))),
  met_where: clearable(singleLine(labelOf('met_where'), MAX_LENGTHS.place)),
  hubspot_pipeline_stage: typeSchema('hubspot_pipeline_stage'),
  profile_picture: linkSchema('profile_picture'),
  connect_reason: multilineSchema('connect_reason'),
  notes: multilineSchema('notes'),
} satisfies Record<FieldName, z.ZodType>);

/** Returns the changes of a plug, under the property names of a plug. Fields that were not sent are left out. */
export function changesOf(form: Partial<z.output<typeof contactForm>>): PlugChanges {
  const sentNames = FIELD_NAMES.filter((name) => form[name] !== undefined);
  return Object.fromEntries(sentNames.map((name) => [CONTACT_FIELDS[name].property, form[name]]));
}

/**
 * Returns the error to throw in place of an error of `updatePlug`. `INVALID_INPUT` means that no field would identify
 * the contact. It is replaced, because it requires the cleared field, although any other identifying field is enough.
 */
export function withUnidentifiedMessage(error: unknown, field: FieldName): unknown {
  const isReplaced = error instanceof AppError && error.is('INVALID_INPUT');
  return isReplaced ? invalidField(field, NOT_IDENTIFIED_MESSAGE) : error;
}

/** The field with this name, or null for an unknown name. */
export function fieldNamed(name: string | undefined): FieldName | null {
  return FIELD_NAMES.find((each) => each === name) ?? null;
}

/** Converts a blank value to null, which clears the field. A field that was not sent stays undefined. */
function clearable<Schema extends z.ZodType>(schema: Schema) {
  return z
    .preprocess(
      (sent) => (typeof sent === 'string' && isBlank(sent) ? null : sent),
      schema.nullable().optional(),
    )
    .optional();
}

/**
 * Whether the two texts differ only in the characters of their line breaks, if they differ at all. A browser sends each
 * line break as CR LF, also a line break that is stored as CR or LF.
 */
export function isSameText(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return withLineFeeds(one) === withLineFeeds(other);
}

/**
 * Browsers send line breaks as CR LF (HTML standard, "Converting an entry list to a list of name-value pairs").
 */
function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
