/** Accounts on the wire as administrators see and change them. */
import { z } from '@hono/zod-openapi';
import { accountSchema } from './device-schemas.ts';
import { instant, time } from './fields.ts';
import { whole } from './plug-queries.ts';

const flag = (name: string) => z.boolean(`${name} must be true or false`).optional();
const AUCTION = 'For the auction site';

export const administeredSchema = accountSchema
  .extend({
    role: z.enum(['user', 'admin']),
    is_verified: z.boolean(),
    is_premium: z.boolean(),
    premium_until: time.nullable().openapi({ description: 'When `is_premium` stops counting' }),
  })
  .openapi('AdministeredAccount');

export const accountPageSchema = z
  .object({
    count: z.int().openapi({ description: 'How many there are on all pages' }),
    next: z.url().nullable(),
    previous: z.url().nullable(),
    results: z.array(administeredSchema),
  })
  .openapi('AccountPage');

export const accountListQuery = z.object({
  page: whole('page', 1, 1_000_000, 1),
  page_size: whole('page_size', 1, 200, 20),
  search: z
    .string()
    .trim()
    .max(254, 'search is too long')
    .optional()
    .openapi({ description: 'Any part of the user name or the e-mail address, in any case' }),
  is_active: z
    .enum(['true', 'false'], 'is_active must be true or false')
    .optional()
    .openapi({ description: 'Both when it is left out' }),
});

export const accountNumberParam = z.object({
  number: z
    .string()
    .transform((number) => (/^\d{1,12}$/.test(number) ? Number(number) : -1))
    .openapi({ type: 'integer', minimum: 1, description: 'The number of the account', example: 7 }),
});

export const changeAccountBody = z.object({
  is_active: flag('is_active'),
  role: z.enum(['user', 'admin'], 'role must be user or admin').optional(),
  is_premium: flag('is_premium'),
  premium_until: instant('premium_until').openapi({ description: '`null`: without an end' }),
  expiry_date: instant('expiry_date').openapi({ description: 'When the account closes; `null`: never' }),
  is_verified: flag('is_verified'),
  total_bids: z.int('total_bids must be a whole number').min(0).optional().openapi({ description: AUCTION }),
  total_wins: z.int('total_wins must be a whole number').min(0).optional().openapi({ description: AUCTION }),
  total_spent: z.number('total_spent must be a number').min(0).optional().openapi({ description: AUCTION }),
});
