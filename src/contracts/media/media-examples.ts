/** Users, tokens and PINs of the media site as the document shows them. */
import type { z } from '@hono/zod-openapi';
import type {
  meAnswer,
  pinAnswer,
  pollAnswer,
  signedInAnswer,
  tokensSchema,
  updateBody,
  updatedAnswer,
  userSchema,
  usersAnswer,
} from './schemas.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.e30.sig';

const USER: z.input<typeof userSchema> = {
  id: '0199f1a2-0000-7000-8000-0000000000aa',
  username: 'alice',
  email: 'alice@example.com',
  role: 'user',
  plexId: '7654321',
  avatar: 'https://plex.tv/users/0123456789abcdef/avatar',
  createdAt: '2026-11-21T09:30:00.000Z',
  lastLoginAt: '2026-11-22T08:00:00.000Z',
};

const TOKENS: z.input<typeof tokensSchema> = {
  accessToken: TOKEN,
  refreshToken: TOKEN,
  expiresIn: 604_800,
  tokenType: 'Bearer',
};

const SIGNED_IN: z.input<typeof signedInAnswer> = { success: true, data: { user: USER, tokens: TOKENS } };

const PIN: z.input<typeof pinAnswer> = {
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

const NOT_YET: z.input<typeof pollAnswer> = { success: true, data: { authorized: false } };

const ME: z.input<typeof meAnswer> = {
  success: true,
  data: { user: { ...USER, preferences: { theme: 'system', notifications: true, language: 'en' } } },
};

const CHANGES: z.input<typeof updateBody> = {
  username: 'alice.g',
  email: 'alice.goldsmith@example.com',
  preferences: { theme: 'dark' },
};

const UPDATED: z.input<typeof updatedAnswer> = {
  success: true,
  data: {
    user: {
      ...USER,
      username: 'alice.g',
      email: 'alice.goldsmith@example.com',
      preferences: { theme: 'dark', notifications: true, language: 'en' },
      updatedAt: '2026-11-22T08:05:00.000Z',
    },
  },
};

const USERS: z.input<typeof usersAnswer> = {
  success: true,
  data: { users: [USER], total: 1, page: 1, pageSize: 20 },
};

export const MEDIA_EXAMPLES = {
  plexToken: { plexToken: 'sVq2mZ8xT4rYbN1cKd7w' },
  signedIn: SIGNED_IN,
  pin: PIN,
  notYet: NOT_YET,
  refreshToken: { refreshToken: TOKEN },
  tokens: { success: true as const, data: TOKENS },
  loggedOut: { success: true as const, message: 'Logged out successfully' },
  me: ME,
  changes: CHANGES,
  updated: UPDATED,
  confirmation: { confirmation: 'DELETE_MY_ACCOUNT' as const },
  deleted: { success: true as const, message: 'Account deleted successfully' },
  users: USERS,
};
