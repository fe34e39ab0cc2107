/** Times, and expected bodies of the v1 contract. A test states only the fields that differ from the defaults. */
import { expect } from 'vitest';

/**
 * The time at which tests with a faked clock begin, in milliseconds. It is later than the real time, so that no alarm
 * that the tests set is overdue.
 */
export const START = Date.parse('2031-11-21T12:00:00.000Z');
/** Durations in milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

export const aUuid = expect.stringMatching(UUID);
export const aTime = expect.stringMatching(ISO_TIME);
export const aJwt = expect.stringMatching(JWT);

interface FieldProblem {
  field: string;
  message: string;
}

/** The body of an error response. */
export function failure(
  code: string,
  message: string,
  rest: { details?: FieldProblem[]; reason?: string } = {},
) {
  return { detail: message, error: { code, message, timestamp: expect.any(Number), ...rest } };
}

/** The body of a 400 response for invalid fields. The message of the error is the message of the first field. */
export function invalid(...details: FieldProblem[]) {
  return failure('BAD_REQUEST', details[0]?.message ?? '', { details });
}

export const NOT_FOUND = failure('NOT_FOUND', 'Not found');

/**
 * The body of a new plug: by default, of a target that has only a name. `fields` must contain the name and can replace
 * every other value.
 */
export function plugBody(fields: Record<string, unknown> & { first_name: string; last_name: string }) {
  const name = `${fields.first_name} ${fields.last_name}`;
  const isContact = fields.plug_type === 'contact';
  return {
    id: aUuid,
    user_id: aUuid,
    plug_type: 'target',
    full_name: name,
    display_name: name,
    email: null,
    company: null,
    job_title: null,
    primary_number: null,
    secondary_number: null,
    linkedin_url: null,
    profile_picture: null,
    notes: null,
    network_type: null,
    business_type: null,
    connect_reason: null,
    tags: [],
    priority: 'medium',
    hubspot_pipeline_stage: null,
    custom_data: {},
    birthday: null,
    met_at: null,
    met_where: null,
    telegram_username: null,
    telegram_user_id: null,
    is_contact: isContact,
    is_target: !isContact,
    is_complete_contact: isContact,
    created_at: aTime,
    updated_at: aTime,
    deleted_at: null,
    merged_into: null,
    ...fields,
  };
}

/** The `user` of a new account in a response of v1. */
export function goldenUser(email: string, id: unknown = aUuid) {
  return {
    id,
    email,
    username: email.split('@')[0],
    first_name: '',
    last_name: '',
    timezone: 'UTC',
    is_active: true,
    is_premium: false,
    is_verified: false,
    created_at: aTime,
    updated_at: aTime,
  };
}
