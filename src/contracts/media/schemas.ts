/** The media client's bodies and answers on the wire: camelCase, times with milliseconds. */
import { z } from '@hono/zod-openapi';
import { emailAddress, integerParam, time, username } from '../../http/wire-fields.ts';
import { MEDIA_ERROR_CODES } from './errors.ts';

export const plexLoginBody = z.object({
  plexToken: z
    .string('Plex token is required')
    .trim()
    .min(1, 'Plex token is required')
    .max(512, 'Plex token is too long')
    .openapi({ pattern: '\\S' }),
});

export const pinParam = z.object({
  id: z.string().openapi({
    description: 'The `id` that the PIN was answered with',
    example: '1234567890.Zt3pVb8sXq1Lr6mKc0Jw9A',
  }),
});

export const refreshBody = z.object({
  refreshToken: z.string('Refresh token is required').min(1, 'Refresh token is required').max(4096),
});

export const deleteBody = z.object({
  confirmation: z.literal('DELETE_MY_ACCOUNT', 'confirmation must be DELETE_MY_ACCOUNT'),
});

const USERNAME = 'Username may contain only letters, numbers, and ./+/-/_ characters';
const EMAIL = 'Invalid email format';

export const updateBody = z.object({
  username: username(USERNAME).optional(),
  email: emailAddress(EMAIL).openapi({ description: 'Kept in lower case' }).optional(),
  preferences: z
    .object(
      {
        theme: z.enum(['light', 'dark', 'system'], 'theme must be light, dark or system').optional(),
        notifications: z.boolean('notifications must be true or false').optional(),
        language: z
          .string('language must be a BCP 47 tag')
          .max(35, 'language must be a BCP 47 tag')
          .refine(isLanguageTag, 'language must be a BCP 47 tag')
          .openapi({ description: 'A BCP 47 tag' })
          .optional(),
      },
      'preferences must be an object',
    )
    .openapi({ description: 'What is left out stays' })
    .optional(),
});

export const usersQuery = z.object({
  page: integerParam('page', {
    min: 1,
    max: 1_000_000,
    fallback: 1,
    description: 'Which page, counted from 1',
  }),
  pageSize: integerParam('pageSize', {
    min: 1,
    max: 200,
    fallback: 20,
    description: 'How many users a page holds',
  }),
});

const preferences = z.object({
  theme: z.enum(['light', 'dark', 'system']),
  notifications: z.boolean(),
  language: z.string(),
});

export const userSchema = z
  .object({
    id: z.uuid(),
    username: z.string(),
    email: z.string().nullable(),
    role: z.enum(['user', 'admin']),
    plexId: z.string().nullable().openapi({ description: '`null` of an account that has never seen Plex' }),
    avatar: z.string().nullable(),
    createdAt: time,
    lastLoginAt: time.nullable(),
  })
  .openapi('MediaUser');

export const meSchema = userSchema.extend({ preferences }).openapi('MediaMe');
const updatedSchema = meSchema.extend({ updatedAt: time }).openapi('MediaUpdatedUser');

export const tokensSchema = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresIn: z.int().openapi({ minimum: 1, description: 'Seconds that the access token lives' }),
    tokenType: z.literal('Bearer'),
  })
  .openapi('MediaTokens');

const signedInSchema = z.object({ user: userSchema, tokens: tokensSchema });
const message = z
  .string()
  .optional()
  .openapi({ description: 'Of a new account: that somebody else’s has its e-mail address' });

export const signedInAnswer = envelope(signedInSchema).extend({ message });
export const pollAnswer = envelope(
  z.union([z.object({ authorized: z.literal(false) }), signedInSchema]),
).extend({ message });
export const tokensAnswer = envelope(tokensSchema);

export const pinAnswer = envelope(
  z.object({
    id: z.string().openapi({ description: 'For polling; nobody can guess it' }),
    code: z.string().openapi({ description: 'What Plex knows the PIN by; `authUrl` carries it' }),
    qrUrl: z.string().nullable().openapi({ description: 'A picture of the code, when Plex has one' }),
    authUrl: z.string().openapi({ description: 'Plex’s own page, with the code' }),
    expiresAt: time,
    pollInterval: z.int().openapi({ minimum: 1, description: 'Seconds to wait between polls' }),
  }),
);

export const meAnswer = envelope(z.object({ user: meSchema }));
export const updatedAnswer = envelope(z.object({ user: updatedSchema }));
export const usersAnswer = envelope(
  z.object({ users: z.array(userSchema), total: z.int(), page: z.int(), pageSize: z.int() }),
);

export const messageAnswer = z.object({ success: z.literal(true), message: z.string() });

export const errorSchema = z
  .object({
    success: z.literal(false),
    error: z.object({
      code: z.enum(MEDIA_ERROR_CODES),
      message: z.string(),
      details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    }),
  })
  .openapi('MediaError');

/** What every successful answer is wrapped in. */
function envelope<Schema extends z.ZodType>(data: Schema) {
  return z.object({ success: z.literal(true), data });
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
