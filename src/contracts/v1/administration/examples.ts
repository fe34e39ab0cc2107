/** Accounts as the document shows them to administrators. */
import type { z } from '@hono/zod-openapi';
import type { accountPageSchema, administeredSchema, changeAccountBody } from './schemas.ts';

const ACCOUNT: z.input<typeof administeredSchema> = {
  id: 7,
  uuid: '0199f1a2-0000-7000-8000-0000000000aa',
  username: 'alice',
  email: 'alice@acme.example',
  first_name: 'Alice',
  last_name: 'Goldsmith',
  is_active: true,
  is_staff: false,
  is_superuser: false,
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

const PAGE: z.input<typeof accountPageSchema> = {
  count: 21,
  next: 'https://plugs.example/api/v1/auth/users?search=alice&page_size=1&page=2',
  previous: null,
  results: [ACCOUNT],
};

const CHANGES: z.input<typeof changeAccountBody> = {
  is_premium: true,
  premium_until: '2027-11-22T00:00:00Z',
};

export const ADMIN_ACCOUNT_EXAMPLES = { account: ACCOUNT, page: PAGE, changes: CHANGES };
