/** The auction client's bodies and answers on the wire. */
import { z } from '@hono/zod-openapi';

const EMAIL = 'A valid email is required';

/** One line, trimmed, without control characters. */
function line(name: string, max: number) {
  return z
    .string(`${name} must be a string`)
    .trim()
    .max(max, `${name} must be at most ${max} characters`)
    .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed(), `${name} contains invalid characters`);
}

/** Left out, null and blank all mean that there is none. */
function detail(name: string, max: number) {
  return line(name, max)
    .nullish()
    .transform((value) => (value === undefined ? undefined : value || null));
}

const name = line('name', 300).min(1, 'name is required');
const userId = z.coerce
  .number('user_id must be a whole number')
  .int('user_id must be a whole number')
  .optional();

export const signupBody = z.object({
  name: z.string('name is required').pipe(name),
  email: z.string(EMAIL).trim().toLowerCase().max(254, EMAIL).pipe(z.email(EMAIL)),
  password: z.string('password is required'),
  phone: detail('phone', 40),
  city: detail('city', 128),
  country: detail('country', 128),
});

export const loginBody = z.object({
  email: z
    .string('Email and password are required')
    .trim()
    .toLowerCase()
    .min(1, 'Email and password are required'),
  password: z.string('Email and password are required').min(1, 'Email and password are required'),
});

export const profileBody = z
  .object({
    user_id: userId,
    name: name.optional(),
    phone: detail('phone', 40),
    city: detail('city', 128),
    country: detail('country', 128),
    avatar_url: detail('avatar_url', 500).refine(
      (url) => !url || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)),
      'avatar_url must be a valid http(s) URL',
    ),
  })
  .refine(
    ({ user_id: _id, ...fields }) => Object.values(fields).some((value) => value !== undefined),
    // A problem without a path would be told as a body that is no object.
    { error: 'At least one field must be provided', path: ['body'] },
  );

export const changePasswordBody = z.object({
  user_id: userId,
  current_password: z.string('current_password is required').min(1, 'current_password is required'),
  new_password: z.string('new_password is required'),
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
  is_verified: z.boolean(),
  is_active: z.boolean(),
  created_at: z.string(),
};

export const newUserSchema = z.object(base).openapi('AuctionNewUser');
export const userSchema = z
  .object({
    ...base,
    avatar_url: z.string().nullable(),
    total_bids: z.int(),
    total_wins: z.int(),
    total_spent: z.number(),
  })
  .openapi('AuctionUser');
export const fullUserSchema = userSchema.extend({ updated_at: z.string() }).openapi('AuctionFullUser');

const tokens = {
  user_id: z.int(),
  email: z.string().nullable(),
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('bearer'),
  expires_in: z.int(),
};

const success = { success: z.literal(true) };
const message = z.string();

export const signupAnswer = z.object({
  ...success,
  message,
  user: newUserSchema,
  auth_token: z.object({ ...tokens, created_at: z.string() }),
});
export const loginAnswer = z.object({
  ...success,
  message,
  user: userSchema,
  auth_token: z.object({ ...tokens, login_at: z.string() }),
});
export const meAnswer = z.object({ ...success, user: fullUserSchema });
export const profileAnswer = z.object({ ...success, message, user: fullUserSchema });
export const messageAnswer = z.object({ ...success, message });

export const errorSchema = z
  .object({
    error: z.literal(true),
    message,
    code: z.string(),
    details: z.array(z.object({ field: z.string(), message })).optional(),
  })
  .openapi('AuctionError');
