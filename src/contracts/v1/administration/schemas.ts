/** Accounts on the wire as administrators see and change them. */
import { z } from '@hono/zod-openapi';
import { integerParam, time } from '../../../http/wire-fields.ts';
import { deviceAccountSchema } from '../accounts/device-account-schemas.ts';
import { instant } from '../fields.ts';

const flag = (name: string) => z.boolean(`${name} must be true or false`).optional();
/** What the auction site shows and the answers of this contract do not. */
const total = { maximum: Number.MAX_SAFE_INTEGER, description: 'For the auction site, which alone shows it' };

export const administeredSchema = deviceAccountSchema
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
  page: integerParam('page', {
    min: 1,
    max: 1_000_000,
    fallback: 1,
    description: 'Which page, counted from 1',
  }),
  page_size: integerParam('page_size', {
    min: 1,
    max: 200,
    fallback: 20,
    description: 'How many accounts a page holds',
  }),
  search: z
    .string('search may be given once')
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
    .openapi({
      type: 'integer',
      minimum: 1,
      maximum: 999_999_999_999,
      description: 'The number of the account',
      example: 7,
    }),
});

export const changeAccountBody = z.object({
  is_active: flag('is_active'),
  role: z.enum(['user', 'admin'], 'role must be user or admin').optional(),
  is_premium: flag('is_premium'),
  premium_until: instant('premium_until').openapi({ description: '`null`: without an end' }),
  expiry_date: instant('expiry_date').openapi({ description: 'When the account closes; `null`: never' }),
  is_verified: flag('is_verified').openapi({ description: 'Whether the address is known to be theirs' }),
  total_bids: z.int('total_bids must be a whole number').min(0).optional().openapi(total),
  total_wins: z.int('total_wins must be a whole number').min(0).optional().openapi(total),
  total_spent: z
    .number('total_spent must be a number')
    .min(0)
    .optional()
    .openapi({ description: `${total.description}; in its currency` }),
});
