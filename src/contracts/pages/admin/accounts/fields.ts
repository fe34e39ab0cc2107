/** The schemas of the queries, paths and forms on the pages for accounts. */
import * as z from '../../../../http/openapi/zod.ts';
import { emailAddress, singleLine } from '../../../../http/wire-fields.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../../../store/accounts/account-browser.ts';

const MAX_NAME_CHARACTERS = 150;

/**
 * The search text in a query. No user name or e-mail address has more than 254 characters, so a longer text is cut and
 * not rejected.
 */
const searchText = z
  .string()
  .catch('')
  .transform((text) => text.trim().slice(0, 254));
/** The cursor in the query of a list. A cursor that is too long is ignored, so the first page is shown. */
export const cursor = z.string().max(1_000).optional().catch(undefined);

/** The query of the list of accounts. An unknown value of a filter is ignored. */
export const accountListQuery = z.object({
  search: searchText,
  state: z.enum(ACCOUNT_STATES).nullable().catch(null),
  role: z.enum(ACCOUNT_KINDS).nullable().catch(null),
  cursor,
});

/**
 * The account number in the path. Every text is accepted. A text other than 1 to 12 digits becomes -1, which no account
 * has, so the response is 404.
 */
export const accountPathParams = z.object({
  number: z.string().transform((number) => (/^\d{1,12}$/.test(number) ? Number(number) : -1)),
});

const role = z.enum(['user', 'admin'], 'Choose a role from the list.');
const INVALID_DATE = 'Enter a date, such as 2027-03-31.';
/** A day, such as `2027-03-31`; null for an empty field. */
const date = z.union(
  [z.literal('', INVALID_DATE).transform(() => null), z.iso.date(INVALID_DATE)],
  INVALID_DATE,
);

export const newAccountForm = z.object({
  email: emailAddress('Enter a complete address, such as name@example.com.'),
  first_name: singleLine('First name', MAX_NAME_CHARACTERS),
  last_name: singleLine('Last name', MAX_NAME_CHARACTERS),
  role,
});

export const rightsForm = z
  .object({
    role,
    premium: z.enum(['no', 'until', 'always'], 'Choose from the list.'),
    premium_until: date,
    expiry_date: date,
  })
  .refine(({ premium, premium_until }) => premium !== 'until' || premium_until !== null, {
    path: ['premium_until'],
    error: 'Enter the last day of premium access.',
  });
