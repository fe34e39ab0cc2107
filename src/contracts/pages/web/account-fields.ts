/** The fields that the forms for sign-in, sign-up, reset and account settings share, with their error messages. */
import * as z from '../../../http/openapi/zod.ts';
import { emailAddress } from '../../../http/wire-fields.ts';

/** The longest password that a form accepts. The use case also limits the bytes before it computes a hash. */
const MAX_PASSWORD_CHARACTERS = 1024;

export const email = emailAddress('Enter a complete address, such as name@example.com.');

export const password = z
  .string('Enter a password.')
  .min(1, 'Enter a password.')
  .max(MAX_PASSWORD_CHARACTERS, 'A password has at most 1,024 characters.');

/** A one-time code of 6 digits. White space around the digits is removed. */
export const code = z
  .string('Enter the 6 digits of the code.')
  .trim()
  .regex(/^\d{6}$/, 'Enter the 6 digits of the code.');

/**
 * The path of the page that follows the sign-in. The field accepts any text. `nextPath` later replaces a text that is
 * not a path of the pages.
 */
export const next = z.string().optional();
