/**
 * The writable fields of a plug: for each name in the API and in the files of this service, the name in the code. The
 * export writes these fields, and the import reads them. Pure.
 */
import type { PlugFields } from '../plug.ts';

export const FIELD_NAMES = {
  first_name: 'firstName',
  last_name: 'lastName',
  email: 'email',
  company: 'company',
  job_title: 'jobTitle',
  primary_number: 'primaryNumber',
  secondary_number: 'secondaryNumber',
  linkedin_url: 'linkedinUrl',
  profile_picture: 'profilePicture',
  notes: 'notes',
  network_type: 'networkType',
  business_type: 'businessType',
  connect_reason: 'connectReason',
  tags: 'tags',
  priority: 'priority',
  hubspot_pipeline_stage: 'hubspotPipelineStage',
  custom_data: 'customData',
  birthday: 'birthday',
  met_at: 'metAt',
  met_where: 'metWhere',
  telegram_username: 'telegramUsername',
  telegram_user_id: 'telegramUserId',
} as const satisfies Record<string, keyof PlugFields>;

/** The name of a writable field in the API and in files. */
export type FieldName = keyof typeof FIELD_NAMES;

/** The names of all writable fields in the order of the columns of a CSV file. */
export const WRITABLE_NAMES = Object.keys(FIELD_NAMES) as FieldName[];
