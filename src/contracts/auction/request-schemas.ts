/** Query strings and bodies that the auction client sends. */
import { documentAnyOf } from '../../http/openapi/json-content.ts';
import * as z from '../../http/openapi/zod.ts';
import { emailAddress, requiredLine, singleLine } from '../../http/wire-fields.ts';
import { HTTP_URL_PATTERN, isHttpUrl } from '../../rules/http-url.ts';

const INVALID_EMAIL = 'A valid email is required';
/**
 * The maximum length, in UTF-16 units, of these inputs: the password of a signup or login, a current password, a
 * refresh token, and the e-mail address of a login. The limit prevents expensive work for a long input. The rules for a
 * new password have a lower limit.
 */
const MAX_CREDENTIAL_LENGTH = 4096;
const CREDENTIALS_REQUIRED = 'Email and password are required';
const INVALID_USER_ID = 'user_id must be a whole number';

/**
 * The maximum length of a name in code points: a first and a last name with the 150 code points that v1 allows, and one
 * space. Every stored name is therefore valid in a request.
 */
const MAX_NAME_LENGTH = 301;
/** The maximum length of a city or country in code points. The import of accounts has the same limit. */
const MAX_PLACE_LENGTH = 150;

const nameDocumentation = {
  minLength: 1,
  maxLength: MAX_NAME_LENGTH,
  pattern: '\\S',
  description: 'Stored as two names: the first word, and the rest',
};
const name = requiredLine('name', MAX_NAME_LENGTH).openapi(nameDocumentation);

/** The maximum length of an id that is sent as text, with the white space around the id. */
const MAX_ID_LENGTH = 64;

/**
 * An absent, null or blank value means that no id was sent. A query string contains the id as text: digits with an
 * optional minus sign. A body can contain the id as a number or as such a text.
 */
const userId = z
  .preprocess((sent) => {
    if (typeof sent !== 'string') return sent ?? undefined;
    if (sent.length > MAX_ID_LENGTH) return sent;
    const text = sent.trim();
    return text === '' ? undefined : /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  }, z.int(INVALID_USER_ID).optional())
  .openapi({
    type: ['integer', 'string', 'null'],
    format: 'int64',
    pattern: '^\\s*(?:-?\\d{1,15})?\\s*$',
    maximum: Number.MAX_SAFE_INTEGER,
    maxLength: MAX_ID_LENGTH,
    example: 7,
    description:
      'The session selects the account. If an id is sent, it must be the id of this account. A blank value counts as absent.',
  })
  .optional();

const newPasswordDocumentation = {
  minLength: 8,
  maxLength: 128,
  description: 'Must contain an uppercase letter, a lowercase letter, a digit and a special character',
};

export const signupBody = z
  .object({
    name: z.string('name is required').pipe(name).openapi(nameDocumentation),
    email: emailAddress(INVALID_EMAIL).openapi({ description: 'Stored in lower case' }),
    password: z
      .string('password is required')
      .max(MAX_CREDENTIAL_LENGTH, 'password is too long')
      .openapi(newPasswordDocumentation),
    phone: clearableLine('phone', 40),
    city: clearableLine('city', MAX_PLACE_LENGTH),
    country: clearableLine('country', MAX_PLACE_LENGTH),
  })
  .openapi('AuctionNewAccount');

export const signupExample: z.input<typeof signupBody> = {
  name: 'Alice Goldsmith',
  email: 'alice@example.com',
  password: 'Tr0ub4dor&3-battery',
  phone: '+49 30 1234567',
  city: 'Berlin',
  country: 'Germany',
};

export const loginBody = z
  .object({
    email: z
      .string(CREDENTIALS_REQUIRED)
      .trim()
      .min(1, CREDENTIALS_REQUIRED)
      .max(MAX_CREDENTIAL_LENGTH, CREDENTIALS_REQUIRED)
      .openapi({ pattern: '\\S', description: 'The e-mail address of the account, in upper or lower case' }),
    password: z
      .string(CREDENTIALS_REQUIRED)
      .min(1, CREDENTIALS_REQUIRED)
      .max(MAX_CREDENTIAL_LENGTH, CREDENTIALS_REQUIRED),
  })
  .openapi('AuctionCredentials');

export const loginExample: z.input<typeof loginBody> = {
  email: 'alice@example.com',
  password: 'Tr0ub4dor&3-battery',
};

export const profileBody = z
  .object({
    user_id: userId,
    name: name.optional(),
    phone: clearableLine('phone', 40),
    city: clearableLine('city', MAX_PLACE_LENGTH),
    country: clearableLine('country', MAX_PLACE_LENGTH),
    avatar_url: clearableLine('avatar_url', 500)
      .refine((url) => !url || isHttpUrl(url), 'avatar_url must be a valid http(s) URL')
      .openapi({
        format: 'uri',
        pattern: HTTP_URL_PATTERN,
        description: 'The service never requests this URL',
      }),
  })
  .refine(
    ({ user_id: _id, ...fields }) => Object.values(fields).some((value) => value !== undefined),
    // Without a path, `newRouter` would report that the body is not an object.
    { error: 'At least one field must be provided', path: ['body'] },
  )
  .openapi(documentAnyOf('name', 'phone', 'city', 'country', 'avatar_url'))
  .openapi('AuctionProfileChanges');

export const profileExample: z.input<typeof profileBody> = {
  user_id: 1,
  city: 'Hamburg',
  avatar_url: 'https://example.com/avatars/alice.jpg',
};

export const changePasswordBody = z
  .object({
    user_id: userId,
    current_password: z
      .string('current_password is required')
      .min(1, 'current_password is required')
      .max(MAX_CREDENTIAL_LENGTH, 'current_password is too long'),
    new_password: z.string('new_password is required').openapi(newPasswordDocumentation),
  })
  .openapi('AuctionPasswordChange');

export const changePasswordExample: z.input<typeof changePasswordBody> = {
  user_id: 1,
  current_password: 'Tr0ub4dor&3-battery',
  new_password: 'N3w-battery&staple',
};

/**
 * The body is optional. A body must be JSON, because the session cookie can authenticate the request and a form of
 * another site cannot send JSON.
 */
export const logoutBody = z
  .object({
    refresh_token: z
      .string('refresh_token must be a string')
      .max(MAX_CREDENTIAL_LENGTH, 'refresh_token is too long')
      .nullish()
      .openapi({ description: 'The session of this token ends, even if the token has expired' }),
  })
  .openapi('AuctionLogoutRequest');

export const meQuery = z.object({ user_id: userId.openapi({ type: ['integer', 'string'] }) });

/**
 * An optional single line. An absent field becomes undefined, which means unchanged. `null` and a blank text become
 * null, which means no value.
 */
function clearableLine(field: string, maxLength: number) {
  return singleLine(field, maxLength)
    .nullish()
    .transform((value) => (value === undefined ? undefined : value || null));
}
