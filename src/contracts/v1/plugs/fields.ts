/** The writable fields of a plug. Each field name of the API is mapped to the name in the core. */
import type { z } from '@hono/zod-openapi';
import type { PlugChanges } from '../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import type { updatePlugBody } from './request-schemas.ts';

const PLUG_FIELDS = {
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
} as const satisfies Record<keyof PlugBody, keyof PlugChanges>;

type PlugBody = z.output<typeof updatePlugBody>;
type Fields = typeof PLUG_FIELDS;
type WireName = keyof Fields;

const WIRE_NAMES = Object.keys(PLUG_FIELDS) as WireName[];

/** Converts the fields of a request body to the names of the core. A field that was not sent is undefined. */
export function plugChanges(body: PlugBody): PlugChanges {
  const entries = WIRE_NAMES.map((name) => [PLUG_FIELDS[name], body[name]]);
  return Object.fromEntries(entries) as { [Name in WireName as Fields[Name]]: PlugBody[Name] };
}

/** Converts the fields of a plug to the field names of the API. */
export function wireFields(plug: PlugRow) {
  const entries = WIRE_NAMES.map((name) => [name, plug[PLUG_FIELDS[name]]]);
  return Object.fromEntries(entries) as { [Name in WireName]: PlugRow[Fields[Name]] };
}
