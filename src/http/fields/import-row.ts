/**
 * Validates a row of an import of accounts, from a request or a file. Each row is validated separately, so that an
 * invalid row does not reject the other rows.
 */
import type { ImportRow } from '../../core/administration/import-rows.ts';
import * as z from '../openapi/zod.ts';
import { emailAddress, singleLine, USERNAME_RULE, username } from '../wire-fields.ts';
import { blankAsUndefined, instant, timeZone } from './account-fields.ts';
import { phone } from './plug-fields.ts';

const USERNAME_ERROR = 'username may contain only letters, numbers, and ./+/-/_ characters';
const MAX_SHOWN_EMAIL_LENGTH = 254;

const optionalBoolean = (name: string, fallback: boolean) =>
  z.boolean(`${name} must be true or false`).nullish().openapi({ default: fallback });

/** The fields of a row. Other fields are ignored. */
export const importRowSchema = z.object({
  email: emailAddress('email must be a valid address'),
  username: blankAsUndefined(
    username(USERNAME_ERROR),
    `${USERNAME_RULE}. The default is the local part of the e-mail address. A number is appended if the name is taken`,
  ),
  first_name: blankAsUndefined(singleLine('first_name', 150)),
  last_name: blankAsUndefined(singleLine('last_name', 150)),
  password_hash: blankAsUndefined(
    z.string('password_hash must be a string').max(512, 'password_hash is too long'),
    'A hash of bcrypt, Django’s `pbkdf2_sha256`, scrypt or argon2id. The first login verifies the hash and replaces it',
  ),
  role: z.enum(['user', 'admin'], 'role must be user or admin').nullish().openapi({ default: 'user' }),
  is_premium: optionalBoolean('is_premium', false),
  premium_until: instant('premium_until'),
  expiry_date: instant('expiry_date').openapi({ description: 'When the account expires' }),
  is_active: optionalBoolean('is_active', true),
  is_verified: optionalBoolean('is_verified', false),
  created_at: instant('created_at').openapi({ description: 'Not in the future. The default is now' }),
  plex_id: z
    .preprocess(
      (id) => (typeof id === 'number' ? String(id) : id),
      blankAsUndefined(singleLine('plex_id', 64)),
    )
    .openapi({ type: ['string', 'number', 'null'] }),
  phone: blankAsUndefined(phone('phone')),
  city: blankAsUndefined(singleLine('city', 150)),
  country: blankAsUndefined(singleLine('country', 150)),
  timezone: blankAsUndefined(timeZone, 'The name of an IANA time zone. The default is UTC'),
});

/** A line of a file of accounts. */
export interface ImportLine {
  /** The number of the line in the file. The first line is 1. */
  number: number;
  /** Null if the line is not JSON. */
  row: ImportRow | null;
}

/**
 * Reads a file with one JSON object on each line. Empty lines are omitted. The file can begin with a byte order mark.
 * Only a line feed ends a line, because a JSON text can contain other line separators, such as U+2028.
 */
export function readImportLines(content: string): ImportLine[] {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((line, at) =>
    line.trim() === '' ? [] : [{ number: at + 1, row: readJsonRow(line) }],
  );
}

function readJsonRow(line: string): ImportRow | null {
  try {
    return readImportRow(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Returns the account that a row describes, or the reason why the row is invalid. */
export function readImportRow(sent: unknown): ImportRow {
  const { success, data, error } = importRowSchema.safeParse(sent);
  if (success) return accountFrom(data);
  const why = error.issues
    .map(({ path, message }) => (path.length > 0 ? message : 'not an object'))
    .join('; ');
  return { email: shownEmail(sent), why };
}

function accountFrom(row: z.output<typeof importRowSchema>): ImportRow {
  return {
    email: row.email,
    username: row.username ?? null,
    firstName: row.first_name ?? null,
    lastName: row.last_name ?? null,
    passwordHash: row.password_hash ?? null,
    role: row.role ?? 'user',
    isPremium: row.is_premium ?? false,
    premiumUntilMs: row.premium_until ?? null,
    expiresAtMs: row.expiry_date ?? null,
    isActive: row.is_active ?? true,
    isVerified: row.is_verified ?? false,
    createdAtMs: row.created_at ?? null,
    plexId: row.plex_id ?? null,
    phone: row.phone ?? null,
    city: row.city ?? null,
    country: row.country ?? null,
    timeZone: row.timezone ?? null,
  };
}

/**
 * The e-mail address of an invalid row as it was sent, cut to `MAX_SHOWN_EMAIL_LENGTH` UTF-16 units. Empty if the row
 * has no text as its address. The sender finds the row by this address.
 */
function shownEmail(sent: unknown): string {
  const email = sent && typeof sent === 'object' && 'email' in sent ? sent.email : '';
  return typeof email === 'string' ? email.slice(0, MAX_SHOWN_EMAIL_LENGTH) : '';
}
