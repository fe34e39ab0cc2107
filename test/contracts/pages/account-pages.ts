/**
 * Pages of a signed-in user for statistics, passages and the account, with a sample request of a new account and the
 * status of the response.
 */

import { NEW_PASSWORD } from '../../worker/sessions/device.ts';
import { PASSWORD } from '../../worker/support/client.ts';

/** A page for signed-in users, with a sample request. */
export interface PageSample {
  /** The method and the path that is registered in Hono. */
  route: string;
  /** The status of the response to the sample request. */
  status: number;
  /** The fields of the form that the sample request sends. */
  form?: Record<string, string>;
}

export const ACCOUNT_PAGES: PageSample[] = [
  { route: 'GET /web/statistics', status: 200 },
  { route: 'GET /web/reading', status: 200 },
  // No passage has this id.
  { route: 'GET /web/reading/:id', status: 404 },
  { route: 'POST /web/reading/:id', status: 404, form: {} },
  { route: 'POST /web/account/shortcuts', status: 303, form: {} },
  { route: 'POST /web/account/address', status: 303, form: { new_email: 'moved@example.com' } },
  // No change of the e-mail address has been requested.
  { route: 'GET /web/account/address', status: 303 },
  { route: 'POST /web/account/address/confirm', status: 303, form: { otp_code: '000000' } },
  { route: 'POST /web/account/verify', status: 303, form: {} },
  { route: 'GET /web/account/verify', status: 200 },
  { route: 'POST /web/account/verify/confirm', status: 422, form: { otp_code: '000000' } },
  { route: 'GET /web/account/password', status: 200 },
  {
    route: 'POST /web/account/password',
    status: 303,
    form: { current_password: PASSWORD, new_password: NEW_PASSWORD },
  },
  { route: 'GET /web/account/devices', status: 200 },
  // No session has this id.
  { route: 'POST /web/account/devices/end', status: 404, form: { session: '1' } },
  { route: 'GET /web/account/devices/end-others', status: 200 },
  { route: 'POST /web/account/devices/end-others', status: 303, form: {} },
  { route: 'GET /web/account/events', status: 200 },
  { route: 'GET /web/account/delete', status: 200 },
  { route: 'POST /web/account/delete', status: 303, form: { current_password: PASSWORD } },
];
