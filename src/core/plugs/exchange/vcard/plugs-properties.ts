/**
 * Properties for the values of a plug that no standard property of vCard can contain. The writer and the reader use the
 * same names. A card with `X-PLUGS-TYPE` was written by this service. `furtherValues` returns values of the custom data
 * for standard properties.
 */
import type { FieldName } from '../../../../rules/plugs/fields/field-names.ts';

export const TYPE_PROPERTY = 'X-PLUGS-TYPE';

/** Properties with a text of one line. */
export const LINE_PROPERTIES = {
  priority: 'X-PLUGS-PRIORITY',
  network_type: 'X-PLUGS-NETWORK-TYPE',
  business_type: 'X-PLUGS-BUSINESS-TYPE',
  hubspot_pipeline_stage: 'X-PLUGS-HUBSPOT-PIPELINE-STAGE',
  met_at: 'X-PLUGS-MET-AT',
  met_where: 'X-PLUGS-MET-WHERE',
  telegram_username: 'X-PLUGS-TELEGRAM-USERNAME',
} as const satisfies Partial<Record<FieldName, string>>;

/** Properties with a value in JSON, which keeps white space, line breaks and numbers exactly. */
export const JSON_PROPERTIES = {
  telegram_user_id: 'X-PLUGS-TELEGRAM-USER-ID',
  connect_reason: 'X-PLUGS-CONNECT-REASON',
  custom_data: 'X-PLUGS-CUSTOM-DATA',
  /** Only for notes that `NOTE` cannot contain exactly. */
  notes: 'X-PLUGS-NOTE',
} as const satisfies Partial<Record<FieldName, string>>;

/** An e-mail address or number in the custom data, in addition to those in the fields of the plug. */
export interface FurtherValue {
  value: string;
  type: string | undefined;
}

/**
 * The e-mail addresses (`emails`) or numbers (`phones`) of the custom data that a card repeats as `EMAIL` or `TEL`, so
 * that other programs can read them. A file for HubSpot also contains the e-mail addresses. A value is left out if it
 * is not a text, is empty, contains control characters such as line breaks, or begins or ends with white space.
 */
export function furtherValues(customData: unknown, key: 'emails' | 'phones'): FurtherValue[] {
  const list: unknown = Object(customData)[key];
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) => {
    const { value, type } = Object(each) as Record<string, unknown>;
    if (typeof value !== 'string' || value === '' || /\p{Cc}/u.test(value) || value !== value.trim())
      return [];
    return [{ value, type: typeof type === 'string' ? type : undefined }];
  });
}
