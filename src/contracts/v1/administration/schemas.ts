/** Accounts in the requests and responses of administrators. */
import { instant } from '../../../http/fields/account-fields.ts';
import * as z from '../../../http/openapi/zod.ts';
import { booleanParam, integerParam, time } from '../../../http/wire-fields.ts';
import { deviceAccountExample, deviceAccountSchema } from '../accounts/device-account-schemas.ts';

/** An optional boolean in a body. */
const optionalBoolean = (name: string) => z.boolean(`${name} must be true or false`).optional();
/** The OpenAPI metadata of a total that only the auction contract returns. */
const auctionTotal = { maximum: Number.MAX_SAFE_INTEGER, description: 'Returned by the auction site only' };

export const administeredSchema = deviceAccountSchema
  .extend({
    role: z.enum(['user', 'admin']).openapi('Role'),
    is_verified: z.boolean(),
    is_premium: z.boolean(),
    premium_until: time.nullable().openapi({ description: 'When premium ends; null if no end is set' }),
  })
  .openapi('AdministeredAccount');

export const administeredExample: z.input<typeof administeredSchema> = {
  ...deviceAccountExample,
  id: 7,
  email: 'alice@acme.example',
  date_joined: '2026-11-01T12:00:00.000Z',
  last_login: '2026-11-21T09:00:00.000Z',
  profile: {
    expired: false,
    expiry_date: null,
    created_at: '2026-11-01T12:00:00.000Z',
    updated_at: '2026-11-22T08:00:00.000Z',
  },
  role: 'user',
  is_verified: true,
  is_premium: true,
  premium_until: '2027-11-22T00:00:00.000Z',
};

export const accountPageSchema = z
  .object({
    count: z.int().openapi({ description: 'Number of accounts on all pages' }),
    next: z.url().nullable(),
    previous: z.url().nullable(),
    results: z.array(administeredSchema),
  })
  .openapi('AccountPage');

export const accountPageExample: z.input<typeof accountPageSchema> = {
  count: 21,
  next: 'https://plugs.example/api/v1/auth/users?search=alice&page_size=1&page=2',
  previous: null,
  results: [administeredExample],
};

export const accountListQuery = z.object({
  page: integerParam('page', {
    min: 1,
    max: 1_000_000,
    fallback: 1,
    description: 'Page number, starting at 1',
  }),
  page_size: integerParam('page_size', {
    min: 1,
    max: 200,
    fallback: 20,
    description: 'Number of accounts per page',
  }),
  search: z.string('search may be given once').trim().max(254, 'search is too long').optional().openapi({
    description:
      'The beginning of the user name or of the e-mail address, in upper or lower case, or the number of the account',
  }),
  is_active: booleanParam('is_active', 'Only active or only inactive accounts. Both by default'),
});

/**
 * A text that is not a number of at most 12 digits becomes -1. No account has this number, so the response is a 404.
 */
export const accountNumberParam = z.object({
  number: z
    .string()
    .transform((number) => (/^\d{1,12}$/.test(number) ? Number(number) : -1))
    .openapi({
      type: 'integer',
      format: 'int64',
      minimum: 1,
      maximum: 999_999_999_999,
      description: 'The number of the account',
      example: 7,
    }),
});

export const changeAccountBody = z
  .object({
    is_active: optionalBoolean('is_active'),
    role: z.enum(['user', 'admin'], 'role must be user or admin').optional(),
    is_premium: optionalBoolean('is_premium'),
    premium_until: instant('premium_until').openapi({ description: 'When premium ends. `null` means never' }),
    expiry_date: instant('expiry_date').openapi({
      description: 'When the account expires. `null` means never',
    }),
    is_verified: optionalBoolean('is_verified').openapi({
      description: 'Whether the e-mail address is verified',
    }),
    total_bids: z.int('total_bids must be a whole number').min(0).optional().openapi(auctionTotal),
    total_wins: z.int('total_wins must be a whole number').min(0).optional().openapi(auctionTotal),
    total_spent: z
      .number('total_spent must be a number')
      .min(0)
      .optional()
      .openapi({ description: `${auctionTotal.description}, in its currency` }),
  })
  .openapi('AccountChanges');

export const changeAccountExample: z.input<typeof changeAccountBody> = {
  is_premium: true,
  premium_until: '2027-11-22T00:00:00Z',
};
