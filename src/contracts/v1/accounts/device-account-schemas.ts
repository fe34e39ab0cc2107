/** An account as the devices client receives it. */
import * as z from '../../../http/openapi/zod.ts';
import { int64, time } from '../../../http/wire-fields.ts';

export const deviceAccountSchema = z
  .object({
    id: int64.openapi({ description: 'The number of the account' }),
    uuid: z.uuid(),
    username: z.string(),
    email: z.string().nullable(),
    first_name: z.string(),
    last_name: z.string(),
    is_active: z.boolean(),
    is_staff: z.boolean().openapi({ description: 'Whether the account is an administrator' }),
    is_superuser: z.boolean().openapi({ description: 'The same as `is_staff`' }),
    date_joined: time,
    last_login: time.nullable(),
    profile: z.object({
      expired: z.boolean(),
      expiry_date: time.nullable().openapi({
        description:
          'When the account expires. After this time, no session can begin or be refreshed. `null` means never',
      }),
      created_at: time,
      updated_at: time,
    }),
  })
  .openapi('DeviceAccount');

export const deviceAccountExample: z.input<typeof deviceAccountSchema> = {
  id: 1,
  uuid: '0199f1a2-0000-7000-8000-0000000000aa',
  username: 'alice',
  email: 'alice@example.com',
  first_name: 'Alice',
  last_name: 'Goldsmith',
  is_active: true,
  is_staff: false,
  is_superuser: false,
  date_joined: '2026-11-21T09:30:00.000Z',
  last_login: '2026-11-21T10:00:00.000Z',
  profile: {
    expired: false,
    expiry_date: null,
    created_at: '2026-11-21T09:30:00.000Z',
    updated_at: '2026-11-21T09:30:00.000Z',
  },
};
