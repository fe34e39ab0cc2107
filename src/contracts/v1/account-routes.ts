/** Password reset by code, and time zones. */
import { createRoute, z } from '@hono/zod-openapi';
import { requestPasswordReset, resetPassword, verifyResetCode } from '../../core/reset-password.ts';
import { setTimeZone } from '../../core/set-time-zone.ts';
import { requireBearer } from '../../http/bearer.ts';
import { jsonAnswer, jsonBody } from '../../http/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { groupTimeZones, listTimeZones } from '../../rules/time-zone.ts';
import { emailBody, messageSchema, newPasswordBody, otpBody, timeZoneBody } from './auth-schemas.ts';
import { bodyFailures, failures } from './error-schema.ts';
import { renderErrors } from './errors.ts';

const tags = ['Password and time zone'];

const sendOtpRoute = createRoute({
  method: 'post',
  path: '/auth/send-otp',
  tags,
  request: jsonBody(emailBody),
  responses: {
    200: jsonAnswer(
      messageSchema.extend({ email: z.string(), expires_in: z.int() }),
      'The same, whether there is an account or not',
    ),
    ...bodyFailures(429),
  },
});

const resetRoute = createRoute({
  method: 'post',
  path: '/auth/reset-password',
  tags,
  request: jsonBody(emailBody),
  responses: { 200: jsonAnswer(messageSchema, 'As send-otp'), ...bodyFailures(429) },
});

const verifyOtpRoute = createRoute({
  method: 'post',
  path: '/auth/verify-otp',
  tags,
  request: jsonBody(otpBody),
  responses: {
    200: jsonAnswer(
      messageSchema.extend({ email: z.string(), token: z.string(), expires_in: z.int() }),
      'A token for change-password',
    ),
    ...bodyFailures(429),
  },
});

const changePasswordRoute = createRoute({
  method: 'post',
  path: '/auth/change-password',
  tags,
  request: jsonBody(newPasswordBody),
  responses: { 200: jsonAnswer(messageSchema, 'Changed; every session has ended'), ...bodyFailures(429) },
});

const timeZoneRoute = createRoute({
  method: 'put',
  path: '/auth/timezone',
  tags,
  middleware: requireBearer,
  security: [{ bearer: [] }],
  request: jsonBody(timeZoneBody),
  responses: {
    200: jsonAnswer(messageSchema.extend({ timezone: z.string(), utc_offset: z.string() }), 'Set'),
    ...bodyFailures(401),
  },
});

const timeZonesRoute = createRoute({
  method: 'get',
  path: '/auth/timezones',
  tags,
  responses: {
    200: jsonAnswer(
      z.object({
        common_timezones: z.array(z.string()),
        grouped_timezones: z.record(z.string(), z.array(z.string())),
      }),
      'Every zone the runtime knows',
    ),
    ...failures(),
  },
});

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
    c.header('Cache-Control', 'no-store');
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
