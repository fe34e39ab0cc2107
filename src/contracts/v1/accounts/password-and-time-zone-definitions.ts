/** Password reset by code, and time zones: the routes as they are documented. */
import { createRoute } from '@hono/zod-openapi';
import { requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { documentLimits } from '../../../http/openapi/documented-extensions.ts';
import { jsonAnswer, jsonBody } from '../../../http/openapi/json-content.ts';
import { failuresOf } from '../route-group.ts';
import { ACCOUNT_EXAMPLES } from './examples.ts';
import {
  codeSentSchema,
  codeVerifiedSchema,
  emailBody,
  messageSchema,
  newPasswordBody,
  otpBody,
  timeZoneBody,
  timeZoneSetSchema,
  timeZonesSchema,
} from './schemas.ts';

const tags = ['Password and time zone'];
const failures = failuresOf('plugs');
const { sentEmail, codeSent, codeAsked, sentCode, codeVerified, sentPassword, passwordChanged } =
  ACCOUNT_EXAMPLES;
const { sentTimeZone, timeZoneSet, timeZones } = ACCOUNT_EXAMPLES;

export const sendOtpRoute = createRoute({
  method: 'post',
  path: '/auth/send-otp',
  operationId: 'sendResetCode',
  summary: 'Mail a code for a forgotten password',
  description:
    'The answer is the same, in the same time, whether the address has an account or not; only an active account gets the letter. Asking again while a code lives sends the same code and does not make it live longer.',
  tags,
  ...documentLimits('send_otp'),
  request: jsonBody(emailBody, sentEmail),
  responses: documentNoStore({
    200: jsonAnswer(codeSentSchema, 'The same, whether there is an account or not', codeSent),
    ...failures(BODY_ERRORS, 'LIMIT_EXCEEDED'),
  }),
});

export const resetRoute = createRoute({
  method: 'post',
  path: '/auth/reset-password',
  operationId: 'requestPasswordReset',
  summary: 'Mail a code for a forgotten password, in other words',
  description: 'Does what `POST /auth/send-otp` does; calls of the two are counted together.',
  tags,
  ...documentLimits('send_otp'),
  request: jsonBody(emailBody, sentEmail),
  responses: documentNoStore({
    200: jsonAnswer(messageSchema, 'The same, whether there is an account or not', codeAsked),
    ...failures(BODY_ERRORS, 'LIMIT_EXCEEDED'),
  }),
});

export const verifyOtpRoute = createRoute({
  method: 'post',
  path: '/auth/verify-otp',
  operationId: 'verifyResetCode',
  summary: 'Trade the mailed code for a token',
  description:
    'A code works once. It has as many tries as the limit per e-mail address has calls, parallel ones included; then it is used up.',
  tags,
  ...documentLimits('verify_otp'),
  request: jsonBody(otpBody, sentCode),
  responses: documentNoStore({
    200: jsonAnswer(codeVerifiedSchema, 'A token for change-password', codeVerified),
    ...failures(
      BODY_ERRORS,
      wrongField('otp_code', 'OTP must be exactly 6 digits'),
      'OTP_EXPIRED',
      'OTP_WRONG',
      'LIMIT_EXCEEDED',
    ),
  }),
});

export const changePasswordRoute = createRoute({
  method: 'post',
  path: '/auth/change-password',
  operationId: 'resetPassword',
  summary: 'Set a new password with that token',
  description:
    'Ends every session and every lock of the account, and voids its other tokens of this kind; the owner is told by e-mail. The token works once; a password that breaks a rule does not spend it.',
  tags,
  ...documentLimits('change_password'),
  request: jsonBody(newPasswordBody, sentPassword),
  responses: documentNoStore({
    200: jsonAnswer(messageSchema, 'Changed; every session has ended', passwordChanged),
    ...failures(
      BODY_ERRORS,
      wrongField('new_password', 'Password must contain at least one uppercase letter'),
      'RESET_TOKEN_INVALID',
      'LIMIT_EXCEEDED',
    ),
  }),
});

export const timeZoneRoute = createRoute({
  method: 'put',
  path: '/auth/timezone',
  operationId: 'setTimeZone',
  summary: 'Set your time zone',
  description:
    'A listed name is kept as the list spells it, any other as it was sent, but for its case where the runtime’s data tells it. Offsets are no zones.',
  tags,
  middleware: requireBearer,
  security: [{ bearer: [] }],
  request: jsonBody(timeZoneBody, sentTimeZone),
  responses: documentNoStore({
    200: jsonAnswer(timeZoneSetSchema, 'The zone as it is kept', timeZoneSet),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('timezone', 'Timezone is required'),
      'TIME_ZONE_UNKNOWN',
    ),
  }),
});

export const timeZonesRoute = createRoute({
  method: 'get',
  path: '/auth/timezones',
  operationId: 'listTimeZones',
  summary: 'Time zones to choose from',
  description:
    'The primary names that the runtime lists, and UTC. Other names of zones, such as `GMT`, `US/Pacific` or `Asia/Kolkata` where `Asia/Calcutta` is listed, can be set as well.',
  tags,
  responses: documentNoStore({
    200: jsonAnswer(timeZonesSchema, 'The list, sorted', timeZones),
    ...failures(),
  }),
});
