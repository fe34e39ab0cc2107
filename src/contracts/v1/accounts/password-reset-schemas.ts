/** Password reset in requests and responses. */
import * as z from '../../../http/openapi/zod.ts';
import { emailAddress } from '../../../http/wire-fields.ts';
import { messageSchema, secret } from '../fields.ts';

const EXAMPLE_EMAIL = 'alice@example.com';
const EXAMPLE_RESET_TOKEN = 'pMZ0v1q4yX8sT2mWc7eRk5uJh9bLd3fGa6nQo0iVzBE';

const EMAIL_REQUIRED_MESSAGE = 'A valid email is required';

export const emailBody = z
  .object({ email: emailAddress(EMAIL_REQUIRED_MESSAGE) })
  .openapi('PasswordResetRequest');

export const emailExample: z.input<typeof emailBody> = { email: EXAMPLE_EMAIL };

export const codeRequestedExample: z.input<typeof messageSchema> = {
  message: 'If the email exists, an OTP has been sent',
  success: true,
};

export const otpBody = z
  .object({
    email: emailAddress(EMAIL_REQUIRED_MESSAGE),
    otp_code: z
      .string('OTP must be exactly 6 digits')
      .regex(/^\d{6}$/, 'OTP must be exactly 6 digits')
      .openapi({ maxLength: 6, description: 'The code in the e-mail' }),
  })
  .openapi('PasswordResetCode');

export const otpExample: z.input<typeof otpBody> = { email: EXAMPLE_EMAIL, otp_code: '482915' };

export const newPasswordBody = z
  .object({
    email: emailAddress(EMAIL_REQUIRED_MESSAGE),
    new_password: z.string('New password is required').openapi({
      minLength: 8,
      maxLength: 128,
      description:
        'Must contain an uppercase letter, a lowercase letter, a digit and a special character. Common passwords, and passwords similar to the e-mail address, the user name or the name of the service are rejected',
    }),
    token: secret('Verification token is required').openapi({
      description: 'The token from the response of verify-otp',
    }),
  })
  .openapi('NewPassword');

export const newPasswordExample: z.input<typeof newPasswordBody> = {
  email: EXAMPLE_EMAIL,
  new_password: 'N3w-battery&staple',
  token: EXAMPLE_RESET_TOKEN,
};

export const passwordChangedExample: z.input<typeof messageSchema> = {
  message: 'Password changed successfully',
  success: true,
};

const seconds = z.int().openapi({ minimum: 1 });

export const codeSentSchema = messageSchema
  .extend({
    email: z.string().openapi({ description: 'The e-mail address that the code is for, in lower case' }),
    expires_in: seconds.openapi({ description: 'Seconds until the code expires' }),
  })
  .openapi('CodeSent');

export const codeSentExample: z.input<typeof codeSentSchema> = {
  message: 'OTP sent successfully',
  success: true,
  email: EXAMPLE_EMAIL,
  expires_in: 300,
};

export const codeVerifiedSchema = messageSchema
  .extend({
    email: z.string(),
    token: z.string(),
    expires_in: seconds.openapi({ description: 'Lifetime of the token in seconds' }),
  })
  .openapi('CodeVerified');

export const codeVerifiedExample: z.input<typeof codeVerifiedSchema> = {
  message: 'OTP verified successfully',
  success: true,
  email: EXAMPLE_EMAIL,
  token: EXAMPLE_RESET_TOKEN,
  expires_in: 1800,
};
