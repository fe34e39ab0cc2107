/** Password reset by code, and time zones. */

import { setTimeZone } from '../../../core/accounts/set-time-zone.ts';
import {
  requestPasswordReset,
  resetPassword,
  verifyResetCode,
} from '../../../core/passwords/reset-password.ts';
import { newRouter } from '../../../http/router.ts';
import { groupTimeZones, listTimeZones } from '../../../rules/accounts/time-zone.ts';
import { renderErrors } from '../errors.ts';
import {
  changePasswordRoute,
  resetRoute,
  sendOtpRoute,
  timeZoneRoute,
  timeZonesRoute,
  verifyOtpRoute,
} from './password-and-time-zone-definitions.ts';

/** The routes of password reset and time zones. */
export function accountRoutes() {
  const router = newRouter();
  router.onError(renderErrors('plugs'));
  router.openapi(sendOtpRoute, async (c) => {
    const { ctx } = c.var;
    const { email } = c.req.valid('json');
    await requestPasswordReset(ctx, { email });
    const expiresIn = ctx.configuration.otpLifeMs / 1000;
    return c.json(
      { message: 'OTP sent successfully', success: true as const, email, expires_in: expiresIn },
      200,
    );
  });
  router.openapi(resetRoute, async (c) => {
    await requestPasswordReset(c.var.ctx, c.req.valid('json'));
    return c.json({ message: 'If the email exists, an OTP has been sent', success: true as const }, 200);
  });
  router.openapi(verifyOtpRoute, async (c) => {
    const { ctx } = c.var;
    const { email, otp_code: code } = c.req.valid('json');
    const token = await verifyResetCode(ctx, { email, code });
    const expiresIn = ctx.configuration.resetTokenLifeMs / 1000;
    const message = 'OTP verified successfully';
    return c.json({ message, success: true as const, email, token, expires_in: expiresIn }, 200);
  });
  router.openapi(changePasswordRoute, async (c) => {
    const { email, new_password: newPassword, token } = c.req.valid('json');
    await resetPassword(c.var.ctx, { email, newPassword, token });
    return c.json({ message: 'Password changed successfully', success: true as const }, 200);
  });
  router.openapi(timeZoneRoute, async (c) => {
    const { timezone } = c.req.valid('json');
    const set = await setTimeZone(c.var.ctx, { timeZone: timezone });
    const message = 'Timezone updated successfully';
    return c.json(
      { message, success: true as const, timezone: set.timeZone, utc_offset: set.utcOffset },
      200,
    );
  });
  router.openapi(timeZonesRoute, (c) => {
    const zones = listTimeZones();
    return c.json({ common_timezones: zones, grouped_timezones: groupTimeZones(zones) }, 200);
  });
  return router;
}
