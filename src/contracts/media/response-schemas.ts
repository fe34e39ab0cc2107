/** Bodies that the media client receives. Names are in camelCase, and times have milliseconds. */
import * as z from '../../http/openapi/zod.ts';
import { time } from '../../http/wire-fields.ts';
import { MEDIA_ERROR_CODES } from './errors.ts';

const preferences = z.object({
  theme: z.enum(['light', 'dark', 'system']),
  notifications: z.boolean(),
  language: z.string(),
});

const userSchema = z
  .object({
    id: z.uuid(),
    username: z.string(),
    email: z.string().nullable(),
    role: z.enum(['user', 'admin']),
    plexId: z
      .string()
      .nullable()
      .openapi({ description: '`null` for an account that is not linked to a Plex user' }),
    avatar: z.string().nullable(),
    createdAt: time,
    lastLoginAt: time.nullable(),
  })
  .openapi('MediaUser');

const userExample: z.input<typeof userSchema> = {
  id: '0199f1a2-0000-7000-8000-0000000000aa',
  username: 'alice',
  email: 'alice@example.com',
  role: 'user',
  plexId: '7654321',
  avatar: 'https://plex.tv/users/0123456789abcdef/avatar',
  createdAt: '2026-11-21T09:30:00.000Z',
  lastLoginAt: '2026-11-22T08:00:00.000Z',
};

const meSchema = userSchema
  .extend({
    pendingEmail: z.string().optional().openapi({
      description:
        'The requested address, which is also the value of `email`. Present until the user enters the code that was sent to this address or cancels the change',
    }),
    preferences,
  })
  .openapi('MediaMe');
const updatedSchema = meSchema.extend({ updatedAt: time }).openapi('MediaUpdatedUser');

const tokensSchema = z
  .object({
    accessToken: z.string(),
    refreshToken: z
      .string()
      .optional()
      .openapi({ description: 'Absent when the session is stored in a cookie' }),
    expiresIn: z.int().openapi({ minimum: 1, description: 'Lifetime of the access token in seconds' }),
    tokenType: z.literal('Bearer'),
  })
  .openapi('MediaTokens');

const tokensExample: z.input<typeof tokensSchema> = {
  accessToken: 'eyJhbGciOiJIUzI1NiJ9.e30.sig',
  refreshToken: 'eyJhbGciOiJIUzI1NiJ9.e30.sig',
  expiresIn: 604_800,
  tokenType: 'Bearer',
};

/** The tokens in the body when the session is stored in a cookie. */
const cookieTokensExample: z.input<typeof tokensSchema> = {
  accessToken: 'eyJhbGciOiJIUzI1NiJ9.e30.sig',
  expiresIn: 604_800,
  tokenType: 'Bearer',
};

const signedInSchema = z.object({ user: userSchema, tokens: tokensSchema });
const message = z.string().optional().openapi({
  description: 'Only for a new account, if another account has the e-mail address of the Plex user',
});

export const signedInResponse = envelope(signedInSchema).extend({ message }).openapi('MediaSignedIn');

export const signedInResponseExample: z.input<typeof signedInResponse> = {
  success: true,
  data: { user: userExample, tokens: tokensExample },
};

/** The response to a client that gets the session as a cookie. */
export const signedInCookieExample: z.input<typeof signedInResponse> = {
  success: true,
  data: { user: userExample, tokens: cookieTokensExample },
};

export const pollResponse = envelope(z.union([z.object({ authorized: z.literal(false) }), signedInSchema]))
  .extend({ message })
  .openapi('MediaPinState');

export const pollResponseExample: z.input<typeof pollResponse> = {
  success: true,
  data: { authorized: false },
};

export const tokensResponse = envelope(tokensSchema).openapi('MediaRefreshedTokens');

export const tokensResponseExample: z.input<typeof tokensResponse> = { success: true, data: tokensExample };

export const tokensCookieExample: z.input<typeof tokensResponse> = {
  success: true,
  data: cookieTokensExample,
};

export const pinResponse = envelope(
  z.object({
    id: z.string().openapi({ description: 'The id to poll with; it cannot be guessed' }),
    code: z.string().openapi({ description: 'The code of the PIN at Plex; `authUrl` contains it' }),
    qrUrl: z
      .string()
      .nullable()
      .openapi({ description: 'An image of the QR code; `null` when Plex provides none' }),
    authUrl: z.string().openapi({ description: 'The page of Plex that authorizes the PIN' }),
    expiresAt: time,
    pollInterval: z.int().openapi({ minimum: 1, description: 'Seconds to wait between polls' }),
  }),
).openapi('MediaPin');

export const pinResponseExample: z.input<typeof pinResponse> = {
  success: true,
  data: {
    id: '1234567890.Zt3pVb8sXq1Lr6mKc0Jw9A',
    code: 'k7m2x9q4w1',
    qrUrl: 'https://plex.tv/api/v2/pins/qr/k7m2x9q4w1',
    authUrl:
      'https://app.plex.tv/auth#?clientID=plugs&code=k7m2x9q4w1&context%5Bdevice%5D%5Bproduct%5D=Plugs',
    expiresAt: '2026-11-22T08:30:00.000Z',
    pollInterval: 10,
  },
};

export const meResponse = envelope(z.object({ user: meSchema })).openapi('MediaMeResponse');

export const meResponseExample: z.input<typeof meResponse> = {
  success: true,
  data: { user: { ...userExample, preferences: { theme: 'system', notifications: true, language: 'en' } } },
};

export const updatedResponse = envelope(z.object({ user: updatedSchema })).openapi(
  'MediaUpdatedUserResponse',
);

export const updatedResponseExample: z.input<typeof updatedResponse> = {
  success: true,
  data: {
    user: {
      ...userExample,
      username: 'alice.g',
      email: 'alice.goldsmith@example.com',
      pendingEmail: 'alice.goldsmith@example.com',
      preferences: { theme: 'dark', notifications: true, language: 'en' },
      updatedAt: '2026-11-22T08:05:00.000Z',
    },
  },
};

export const usersResponse = envelope(
  z.object({ users: z.array(userSchema), total: z.int(), page: z.int(), pageSize: z.int() }),
).openapi('MediaUserPage');

export const usersResponseExample: z.input<typeof usersResponse> = {
  success: true,
  data: { users: [userExample], total: 1, page: 1, pageSize: 20 },
};

export const messageResponse = z
  .object({ success: z.literal(true), message: z.string() })
  .openapi('MediaMessage');

export const loggedOutExample: z.input<typeof messageResponse> = {
  success: true,
  message: 'Logged out successfully',
};

export const deletedExample: z.input<typeof messageResponse> = {
  success: true,
  message: 'Account deleted successfully',
};

export const errorSchema = z
  .object({
    success: z.literal(false),
    error: z.object({
      code: z.enum(MEDIA_ERROR_CODES).openapi('MediaErrorCode'),
      message: z.string(),
      details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    }),
  })
  .openapi('MediaError');

/** Wraps the data of a successful response. */
function envelope<Schema extends z.ZodType>(data: Schema) {
  return z.object({ success: z.literal(true), data });
}
