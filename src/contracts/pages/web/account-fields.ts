/** The fields of the forms around signing in, with the sentences of the pages. */
import { z } from '@hono/zod-openapi';
import { emailAddress } from '../../../http/wire-fields.ts';

/** More bytes are refused before a hash is computed; the fields stop earlier. */
const MAX_PASSWORD_CHARACTERS = 1024;

export const email = emailAddress('Enter a complete address, such as name@example.com.');

export const password = z
  .string('Enter a password.')
  .min(1, 'Enter a password.')
  .max(MAX_PASSWORD_CHARACTERS, 'A password has at most 1,024 characters.');

export const code = z
  .string('Enter the 6 digits of the code.')
  .trim()
  .regex(/^\d{6}$/, 'Enter the 6 digits of the code.');

/** The page after the sign-in. Any text is accepted, and only a path of the pages is used. */
export const next = z.string().optional();
