/** The auction client's bodies and answers on the wire. */
import { z } from '@hono/zod-openapi';
import { emailAddress, requiredLine, singleLine, time } from '../../http/wire-fields.ts';
import { HTTP_URL_PATTERN, isHttpUrl } from '../../rules/http-url.ts';
import { AUCTION_ERROR_CODES } from './errors.ts';

const EMAIL = 'A valid email is required';
const USER_ID = 'user_id must be a whole number';

/** Left out, null and blank all mean that there is none. */
function detail(name: string, max: number) {
  return singleLine(name, max)
    .nullish()
    .transform((value) => (value === undefined ? undefined : value || null));
}

const wholeName = {
  minLength: 1,
  maxLength: 300,
  pattern: '\\S',
  description: 'Kept as two: the first word, and the rest',
};
const name = requiredLine('name', 300).openapi(wholeName);
/** Left out, null and blank all mean that none is sent. In a query string a number is digits. */
const userId = z
  .preprocess((sent) => {
    if (typeof sent !== 'string') return sent ?? undefined;
    const typed = sent.trim();
    return typed === '' ? undefined : /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed;
  }, z.int(USER_ID).optional())
  .openapi({
    type: ['integer', 'string', 'null'],
    pattern: '^\\s*(?:-?\\d{1,15})?\\s*$',
    maximum: Number.MAX_SAFE_INTEGER,
    example: 7,
    description:
      'Only checked, never trusted: the caller is whom the session says. A blank one counts as left out',
  })
  .optional();
const newPassword = {
  minLength: 8,
  maxLength: 128,
  description: 'With an uppercase letter, a lowercase letter, a digit and a special character',
};

export const signupBody = z.object({
  name: z.string('name is required').pipe(name).openapi(wholeName),
  email: emailAddress(EMAIL).openapi({ description: 'Kept in lower case' }),
  password: z.string('password is required').openapi(newPassword),
  phone: detail('phone', 40),
  city: detail('city', 128),
  country: detail('country', 128),
});

export const loginBody = z.object({
  email: z
    .string('Email and password are required')
    .trim()
    .toLowerCase()
    .min(1, 'Email and password are required')
    .openapi({ pattern: '\\S', description: 'The address of the account, in any case' }),
  password: z.string('Email and password are required').min(1, 'Email and password are required'),
});

export const profileBody = z
  .object({
    user_id: userId,
    name: name.optional(),
    phone: detail('phone', 40),
    city: detail('city', 128),
    country: detail('country', 128),
    avatar_url: detail('avatar_url', 500)
      .refine((url) => !url || isHttpUrl(url), 'avatar_url must be a valid http(s) URL')
      .openapi({ format: 'uri', pattern: HTTP_URL_PATTERN, description: 'Never fetched' }),
  })
  .refine(
    ({ user_id: _id, ...fields }) => Object.values(fields).some((value) => value !== undefined),
    // A problem without a path would be told as a body that is no object.
    { error: 'At least one field must be provided', path: ['body'] },
  );

export const changePasswordBody = z.object({
  user_id: userId,
  current_password: z.string('current_password is required').min(1, 'current_password is required'),
  new_password: z.string('new_password is required').openapi(newPassword),
});

/** Nothing is asked of it but to be JSON, as of everything that a cookie changes. */
export const logoutBody = z.object({});

export const meQuery = z.object({ user_id: userId });

const base = {
  id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  is_verified: z.boolean().openapi({ description: 'Whether the address is known to be theirs' }),
  is_active: z.boolean(),
  created_at: time,
};

const newUserSchema = z.object(base).openapi('AuctionNewUser');
const userSchema = z
  .object({
    ...base,
    avatar_url: z.string().nullable(),
    total_bids: z.int(),
    total_wins: z.int(),
    total_spent: z.number(),
  })
  .openapi('AuctionUser');
const fullUserSchema = userSchema.extend({ updated_at: time }).openapi('AuctionFullUser');

const tokens = {
  user_id: z.int(),
  email: z.string().nullable(),
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('bearer'),
  expires_in: z.int().openapi({ minimum: 1, description: 'Seconds that the access token lives' }),
};

const success = { success: z.literal(true) };
const message = z.string();

export const signupAnswer = z.object({
  ...success,
  message,
  user: newUserSchema,
  auth_token: z.object({ ...tokens, created_at: time }),
});
export const loginAnswer = z.object({
  ...success,
  message,
  user: userSchema,
  auth_token: z.object({ ...tokens, login_at: time }),
});
export const meAnswer = z.object({ ...success, user: fullUserSchema });
export const profileAnswer = z.object({ ...success, message, user: fullUserSchema });
export const messageAnswer = z.object({ ...success, message });

export const errorSchema = z
  .object({
    error: z.literal(true),
    message,
    code: z.enum(AUCTION_ERROR_CODES),
    details: z.array(z.object({ field: z.string(), message })).optional(),
  })
  .openapi('AuctionError');
