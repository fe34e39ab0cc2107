/** The routes that reset a forgotten password with a code that is sent by e-mail. */
import { createRoute } from '@hono/zod-openapi';
import {
  requestPasswordReset,
  resetPassword,
  verifyResetCode,
} from '../../../core/passwords/reset-password.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import { BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { documentLimits } from '../../../http/openapi/documented-extensions.ts';
import { jsonBody, jsonResponse } from '../../../http/openapi/json-content.ts';
import { messageSchema } from '../fields.ts';
import { routeGroup } from '../route-group.ts';
import {
  codeRequestedExample,
  codeSentExample,
  codeSentSchema,
  codeVerifiedExample,
  codeVerifiedSchema,
  emailBody,
  emailExample,
  newPasswordBody,
  newPasswordExample,
  otpBody,
  otpExample,
  passwordChangedExample,
} from './password-reset-schemas.ts';

const { router, failures } = routeGroup('plugs');
const tags = ['Password and time zone'];

/** The routes of password reset. */
export const passwordResetRoutes = router;

const sendOtpRoute = createRoute({
  method: 'post',
  path: '/auth/send-otp',
  operationId: 'sendResetCode',
  summary: 'Send a code for a forgotten password',
  description:
    'The response and the response time are the same for addresses with and without an account. The e-mail is sent only if the account is active and the limit of e-mails is not used up. While a code is valid, another call sends the same code again and does not extend its lifetime; `expires_in` is the remaining lifetime.',
  tags,
  ...documentLimits('send_otp'),
  request: jsonBody(emailBody, emailExample),
  responses: documentNoStore({
    200: jsonResponse(codeSentSchema, 'The same response with and without an account', codeSentExample),
    ...failures(BODY_ERRORS, 'LIMIT_EXCEEDED'),
  }),
});

router.openapi(sendOtpRoute, async (c) => {
  const { ctx } = c.var;
  const { email } = c.req.valid('json');
  const expiresIn = await requestPasswordReset(ctx, { email });
  return c.json(
    { message: 'OTP sent successfully', success: true as const, email, expires_in: expiresIn },
    200,
  );
});

const resetRoute = createRoute({
  method: 'post',
  path: '/auth/reset-password',
  operationId: 'requestPasswordReset',
  summary: 'Send a code for a forgotten password (alias)',
  description:
    'Does the same as `POST /auth/send-otp`, but has another response. Calls of the two routes are counted together.',
  tags,
  ...documentLimits('send_otp'),
  request: jsonBody(emailBody, emailExample),
  responses: documentNoStore({
    200: jsonResponse(messageSchema, 'The same response with and without an account', codeRequestedExample),
    ...failures(BODY_ERRORS, 'LIMIT_EXCEEDED'),
  }),
});

router.openapi(resetRoute, async (c) => {
  await requestPasswordReset(c.var.ctx, c.req.valid('json'));
  return c.json({ message: 'If the email exists, an OTP has been sent', success: true as const }, 200);
});

const verifyOtpRoute = createRoute({
  method: 'post',
  path: '/auth/verify-otp',
  operationId: 'verifyResetCode',
  summary: 'Exchange the code for a token',
  description:
    'A code can be used once. The attempts with one code are limited per network and in total, including parallel attempts. After the last attempt of a network, this network can no longer use the code. After the last attempt in total, the code is no longer valid.',
  tags,
  ...documentLimits('verify_otp'),
  request: jsonBody(otpBody, otpExample),
  responses: documentNoStore({
    200: jsonResponse(codeVerifiedSchema, 'A token for change-password', codeVerifiedExample),
    ...failures(
      BODY_ERRORS,
      wrongField('otp_code', 'OTP must be exactly 6 digits'),
      'OTP_EXPIRED',
      'OTP_WRONG',
      'LIMIT_EXCEEDED',
    ),
  }),
});

router.openapi(verifyOtpRoute, async (c) => {
  const { ctx } = c.var;
  const { email, otp_code: code } = c.req.valid('json');
  const token = await verifyResetCode(ctx, { email, code });
  const expiresIn = ctx.configuration.resetTokenLifeMs / 1000;
  const message = 'OTP verified successfully';
  return c.json({ message, success: true as const, email, token, expires_in: expiresIn }, 200);
});

const changePasswordRoute = createRoute({
  method: 'post',
  path: '/auth/change-password',
  operationId: 'resetPassword',
  summary: 'Set a new password with a token',
  description:
    'Ends all sessions and locks of the account, makes its other reset tokens invalid, and marks its e-mail address as verified. The owner is notified by e-mail. The token can be used once. If the new password breaks a rule, the token stays valid.',
  tags,
  ...documentLimits('change_password'),
  request: jsonBody(newPasswordBody, newPasswordExample),
  responses: documentNoStore({
    200: jsonResponse(
      messageSchema,
      'The password is changed and all sessions have ended',
      passwordChangedExample,
    ),
    ...failures(
      BODY_ERRORS,
      wrongField('new_password', 'Password must contain at least one uppercase letter'),
      'RESET_TOKEN_INVALID',
      'LIMIT_EXCEEDED',
    ),
  }),
});

router.openapi(changePasswordRoute, async (c) => {
  const { email, new_password: newPassword, token } = c.req.valid('json');
  await resetPassword(c.var.ctx, { email, newPassword, token });
  return c.json({ message: 'Password changed successfully', success: true as const }, 200);
});
