/** Bodies that the auction client receives. */
import * as z from '../../http/openapi/zod.ts';
import { int64, time } from '../../http/wire-fields.ts';
import { AUCTION_ERROR_CODES } from './errors.ts';

const userFields = {
  id: int64,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  is_verified: z.boolean().openapi({ description: 'Whether the e-mail address is verified' }),
  is_active: z.boolean(),
  created_at: time,
};

const newUserSchema = z.object(userFields).openapi('AuctionNewUser');
const userSchema = z
  .object({
    ...userFields,
    avatar_url: z.string().nullable(),
    total_bids: z.int(),
    total_wins: z.int(),
    total_spent: z.number(),
  })
  .openapi('AuctionUser');
const fullUserSchema = userSchema.extend({ updated_at: time }).openapi('AuctionFullUser');

const tokenFields = {
  user_id: int64,
  email: z.string().nullable(),
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('bearer'),
  expires_in: z.int().openapi({ minimum: 1, description: 'Lifetime of the access token in seconds' }),
};

const success = { success: z.literal(true) };
const message = z.string();

export const signupResponse = z
  .object({
    ...success,
    message,
    user: newUserSchema,
    auth_token: z.object({ ...tokenFields, created_at: time }),
  })
  .openapi('AuctionSignedUp');

const tokensExample = {
  user_id: 1,
  email: 'alice@example.com',
  access_token: 'eyJhbGciOiJIUzI1NiJ9.e30.sig',
  refresh_token: 'eyJhbGciOiJIUzI1NiJ9.e30.sig',
  token_type: 'bearer' as const,
  expires_in: 604_800,
};

export const signupResponseExample: z.input<typeof signupResponse> = {
  success: true,
  message: 'User registered successfully',
  user: {
    id: 1,
    name: 'Alice Goldsmith',
    email: 'alice@example.com',
    phone: '+49 30 1234567',
    city: 'Berlin',
    country: 'Germany',
    is_verified: false,
    is_active: true,
    created_at: '2026-11-21T09:30:00.000Z',
  },
  auth_token: { ...tokensExample, created_at: '2026-11-21T09:30:00.000Z' },
};

export const loginResponse = z
  .object({
    ...success,
    message,
    user: userSchema,
    auth_token: z.object({ ...tokenFields, login_at: time }),
  })
  .openapi('AuctionSignedIn');

export const loginResponseExample: z.input<typeof loginResponse> = {
  success: true,
  message: 'Login successful',
  user: {
    ...signupResponseExample.user,
    avatar_url: null,
    total_bids: 5,
    total_wins: 2,
    total_spent: 15_000,
  },
  auth_token: { ...tokensExample, login_at: '2026-11-22T08:00:00.000Z' },
};

export const meResponse = z.object({ ...success, user: fullUserSchema }).openapi('AuctionMe');

export const meResponseExample: z.input<typeof meResponse> = {
  success: true,
  user: { ...loginResponseExample.user, updated_at: '2026-11-21T09:30:00.000Z' },
};

export const profileResponse = z
  .object({ ...success, message, user: fullUserSchema })
  .openapi('AuctionProfile');

export const profileResponseExample: z.input<typeof profileResponse> = {
  success: true,
  message: 'Profile updated successfully',
  user: {
    ...meResponseExample.user,
    city: 'Hamburg',
    avatar_url: 'https://example.com/avatars/alice.jpg',
    updated_at: '2026-11-22T08:05:00.000Z',
  },
};

export const messageResponse = z.object({ ...success, message }).openapi('AuctionMessage');

export const passwordChangedExample: z.input<typeof messageResponse> = {
  success: true,
  message: 'Password changed successfully',
};

export const loggedOutExample: z.input<typeof messageResponse> = { success: true, message: 'Logged out' };

export const errorSchema = z
  .object({
    error: z.literal(true),
    message,
    code: z.enum(AUCTION_ERROR_CODES).openapi('AuctionErrorCode'),
    details: z.array(z.object({ field: z.string(), message })).optional(),
  })
  .openapi('AuctionError');
