/** E-mail verification and address change in requests and responses. */
import { blankAsUndefined } from '../../../http/fields/account-fields.ts';
import * as z from '../../../http/openapi/zod.ts';
import { emailAddress } from '../../../http/wire-fields.ts';
import type { messageSchema } from '../fields.ts';

/** The maximum length of a sent password in UTF-16 code units. No password of an account is as long. */
const MAX_PASSWORD_LENGTH = 4096;
const INVALID_CODE_MESSAGE = 'OTP must be exactly 6 digits';

const otpCode = z
  .string(INVALID_CODE_MESSAGE)
  .regex(/^\d{6}$/, INVALID_CODE_MESSAGE)
  .openapi({ maxLength: 6, description: 'The code in the e-mail' });

export const verifyEmailBody = z
  .object({ email: emailAddress('A valid email is required'), otp_code: otpCode })
  .openapi('EmailVerification');

export const verifyEmailExample: z.input<typeof verifyEmailBody> = {
  email: 'alice@example.com',
  otp_code: '482915',
};

export const emailVerifiedExample: z.input<typeof messageSchema> = {
  message: 'Email verified successfully',
  success: true,
};

export const changeEmailBody = z
  .object({ new_email: emailAddress('A valid email is required') })
  .openapi('EmailChange');

export const changeEmailExample: z.input<typeof changeEmailBody> = {
  new_email: 'alice.goldsmith@example.com',
};

export const confirmEmailBody = z
  .object({
    otp_code: otpCode,
    password: blankAsUndefined(
      z.string('password must be a string').max(MAX_PASSWORD_LENGTH, 'password is too long'),
      'The password of the account. Required unless the session began less than 10 minutes ago. A session that began with Plex counts only for an account without a password',
    ),
  })
  .openapi('EmailChangeConfirmation');

export const confirmEmailExample: z.input<typeof confirmEmailBody> = {
  otp_code: '482915',
  password: 'Tr0ub4dor&3-battery',
};

export const emailChangedExample: z.input<typeof messageSchema> = {
  message: 'Email changed successfully',
  success: true,
};
