/** The pages of a signed-in person that show statistics, passages and the account, with a request that succeeds. */

import { NEW_PASSWORD } from '../../worker/sessions/device.ts';
import { PASSWORD } from '../../worker/support/client.ts';

export interface AccountPage {
  /** The method and the path that is registered in Hono. */
  sent: string;
  status: number;
  /** The fields of the form. */
  form?: Record<string, string>;
}

export const ACCOUNT_PAGES: AccountPage[] = [
  { sent: 'GET /web/statistics', status: 200 },
  { sent: 'GET /web/reading', status: 200 },
  // No passage has this id.
  { sent: 'GET /web/reading/:id', status: 404 },
  { sent: 'POST /web/reading/:id', status: 404, form: {} },
  { sent: 'POST /web/account/shortcuts', status: 303, form: {} },
  { sent: 'POST /web/account/address', status: 303, form: { new_email: 'moved@example.com' } },
  // No address is pending.
  { sent: 'GET /web/account/address', status: 303 },
  { sent: 'POST /web/account/address/confirm', status: 303, form: { otp_code: '000000' } },
  { sent: 'POST /web/account/verify', status: 303, form: {} },
  { sent: 'GET /web/account/verify', status: 200 },
  { sent: 'POST /web/account/verify/confirm', status: 422, form: { otp_code: '000000' } },
  { sent: 'GET /web/account/password', status: 200 },
  {
    sent: 'POST /web/account/password',
    status: 303,
    form: { current_password: PASSWORD, new_password: NEW_PASSWORD },
  },
  { sent: 'GET /web/account/devices', status: 200 },
  // No session has this id.
  { sent: 'POST /web/account/devices/end', status: 404, form: { session: '1' } },
  { sent: 'GET /web/account/devices/end-others', status: 200 },
  { sent: 'POST /web/account/devices/end-others', status: 303, form: {} },
  { sent: 'GET /web/account/events', status: 200 },
  { sent: 'GET /web/account/delete', status: 200 },
  { sent: 'POST /web/account/delete', status: 303, form: { current_password: PASSWORD } },
];
