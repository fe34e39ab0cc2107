/** The media client's bodies and answers on the wire: camelCase, times with milliseconds. */
import { z } from '@hono/zod-openapi';
import { USERNAME_PATTERN } from '../../rules/username.ts';

const MAX_EMAIL = 254;

export const plexLoginBody = z.object({
  plexToken: z
    .string('Plex token is required')
    .trim()
    .min(1, 'Plex token is required')
    .max(512, 'Plex token is too long'),
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
  username: z.string(USERNAME).trim().regex(USERNAME_PATTERN, USERNAME).optional(),
  email: z.string(EMAIL).trim().toLowerCase().max(MAX_EMAIL, EMAIL).pipe(z.email(EMAIL)).optional(),
  preferences: z
    .object(
      {
        theme: z.enum(['light', 'dark', 'system'], 'theme must be light, dark or system').optional(),
        notifications: z.boolean('notifications must be true or false').optional(),
        language: z
          .string('language must be a BCP 47 tag')
          .max(35, 'language must be a BCP 47 tag')
          .refine(isLanguageTag, 'language must be a BCP 47 tag')
          .optional(),
      },
      'preferences must be an object',
    )
    .optional(),
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
    plexId: z.string().nullable(),
    avatar: z.string().nullable(),
    createdAt: z.string(),
    lastLoginAt: z.string().nullable(),
  })
  .openapi('MediaUser');

export const meSchema = userSchema.extend({ preferences }).openapi('MediaMe');
export const updatedSchema = meSchema.extend({ updatedAt: z.string() }).openapi('MediaUpdatedUser');

export const tokensSchema = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresIn: z.int(),
    tokenType: z.literal('Bearer'),
  })
  .openapi('MediaTokens');

export const signedInSchema = z.object({ user: userSchema, tokens: tokensSchema });

export const pinSchema = z.object({
  id: z.string(),
  code: z.string(),
  qrUrl: z.string().nullable(),
  authUrl: z.string(),
  expiresAt: z.string(),
  pollInterval: z.int(),
});

export const errorSchema = z
  .object({
    success: z.literal(false),
    error: z.object({
      code: z.string(),
      message: z.string(),
      details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    }),
  })
  .openapi('MediaError');

/** What every successful answer is wrapped in. */
export function envelope<Schema extends z.ZodType>(data: Schema) {
  return z.object({ success: z.literal(true), data, message: z.string().optional() });
}

export const messageSchema = z.object({ success: z.literal(true), message: z.string() });

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
