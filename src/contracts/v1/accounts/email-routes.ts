/** The routes of e-mail verification and address change. */
import { createRoute } from '@hono/zod-openapi';
import { confirmEmailChange, requestEmailChange } from '../../../core/accounts/change-email.ts';
import { confirmEmailVerification, requestEmailVerification } from '../../../core/accounts/verify-email.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { documentLimits } from '../../../http/openapi/documented-extensions.ts';
import { jsonBody, jsonResponse } from '../../../http/openapi/json-content.ts';
import { messageSchema } from '../fields.ts';
import { routeGroup } from '../route-group.ts';
import {
  changeEmailBody,
  changeEmailExample,
  confirmEmailBody,
  confirmEmailExample,
  emailChangedExample,
  emailVerifiedExample,
  verifyEmailBody,
  verifyEmailExample,
} from './email-schemas.ts';
import { codeSentExample, codeSentSchema } from './password-reset-schemas.ts';

const { router, failures } = routeGroup('plugs');
const tags = ['E-mail address'];
const bearer = { middleware: requireBearer, security: [{ bearer: [] }] };
const CODE_ERRORS = [wrongField('otp_code', 'OTP must be exactly 6 digits')] as const;
const CODE_SENT_MESSAGE = 'OTP sent successfully';

/** The routes of e-mail verification and address change. */
export const emailRoutes = router;

const sendVerificationRoute = createRoute({
  ...bearer,
  method: 'post',
  path: '/auth/verify-email/send',
  operationId: 'sendVerificationCode',
  summary: 'Send a code to the e-mail address of the account',
  description:
    'While a code is valid, another call sends the same code again and does not extend its lifetime. If the limit of e-mails is used up, the response is the same, but no code is sent.',
  tags,
  ...documentLimits('send_otp'),
  responses: documentNoStore({
    200: jsonResponse(codeSentSchema, 'The code is sent', codeSentExample),
    ...failures(BEARER_ERRORS, wrongField('body', 'The account has no email address'), 'LIMIT_EXCEEDED'),
  }),
});

router.openapi(sendVerificationRoute, async (c) => {
  const { ctx } = c.var;
  const { email, expiresInSeconds: expiresIn } = await requestEmailVerification(ctx);
  return c.json({ message: CODE_SENT_MESSAGE, success: true as const, email, expires_in: expiresIn }, 200);
});

const confirmVerificationRoute = createRoute({
  method: 'post',
  path: '/auth/verify-email/confirm',
  operationId: 'verifyEmail',
  summary: 'Verify an e-mail address with a code',
  description: 'The code can be used once, and only to verify the address that received it.',
  tags,
  ...documentLimits('verify_otp'),
  request: jsonBody(verifyEmailBody, verifyEmailExample),
  responses: documentNoStore({
    200: jsonResponse(messageSchema, 'The address is verified', emailVerifiedExample),
    ...failures(BODY_ERRORS, ...CODE_ERRORS, 'OTP_EXPIRED', 'OTP_WRONG', 'LIMIT_EXCEEDED'),
  }),
});

router.openapi(confirmVerificationRoute, async (c) => {
  const { email, otp_code } = c.req.valid('json');
  await confirmEmailVerification(c.var.ctx, { email, code: otp_code });
  return c.json({ message: 'Email verified successfully', success: true as const }, 200);
});

const changeEmailRoute = createRoute({
  ...bearer,
  method: 'post',
  path: '/auth/change-email',
  operationId: 'requestEmailChange',
  summary: 'Send a code to a new e-mail address',
  description:
    'The address of the account stays the same until the code is entered. If another account has the new address, or if the limit of e-mails is used up, the response is the same, but no code is sent.',
  tags,
  ...documentLimits('send_otp'),
  request: jsonBody(changeEmailBody, changeEmailExample),
  responses: documentNoStore({
    200: jsonResponse(codeSentSchema, 'The same response for free and taken addresses', {
      ...codeSentExample,
      email: changeEmailExample.new_email,
    }),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('new_email', 'The account already has this email address'),
      wrongField('new_email', 'A valid email is required'),
      'LIMIT_EXCEEDED',
    ),
  }),
});

router.openapi(changeEmailRoute, async (c) => {
  const { ctx } = c.var;
  const { new_email: email } = c.req.valid('json');
  const expiresIn = await requestEmailChange(ctx, { email });
  return c.json({ message: CODE_SENT_MESSAGE, success: true as const, email, expires_in: expiresIn }, 200);
});

const confirmChangeRoute = createRoute({
  ...bearer,
  method: 'post',
  path: '/auth/change-email/confirm',
  operationId: 'changeEmail',
  summary: 'Change the e-mail address with the code that was sent to the new address',
  description:
    'The code is always required. The password is required unless the session began less than 10 minutes ago. A session that began with Plex counts only for an account without a password. If the account had an address, this old address receives a link that can revert the change for 7 days. All codes and reset tokens of the account become invalid. If several accounts requested the same address, the account that enters its code first gets the address.',
  tags,
  ...documentLimits('verify_otp', 'login'),
  request: jsonBody(confirmEmailBody, confirmEmailExample),
  responses: documentNoStore({
    200: jsonResponse(messageSchema, 'The address is changed and verified', emailChangedExample),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      ...CODE_ERRORS,
      'REAUTHENTICATION_REQUIRED',
      'WRONG_CURRENT_PASSWORD',
      'ACCOUNT_LOCKED',
      'OTP_EXPIRED',
      'OTP_WRONG',
      'EMAIL_TAKEN',
      'LIMIT_EXCEEDED',
    ),
  }),
});

router.openapi(confirmChangeRoute, async (c) => {
  const { otp_code: code, password } = c.req.valid('json');
  await confirmEmailChange(c.var.ctx, { code, password });
  return c.json({ message: 'Email changed successfully', success: true as const }, 200);
});
