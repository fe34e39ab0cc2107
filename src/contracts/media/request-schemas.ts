/** Path parameters, query strings and bodies that the media client sends. */
import * as z from '../../http/openapi/zod.ts';
import { chosenOrDefaultUsername, emailAddress, integerParam } from '../../http/wire-fields.ts';
import { isBlank } from '../../rules/unseen-characters.ts';

const INVALID_LANGUAGE = 'language must be a BCP 47 tag';
const INVALID_USERNAME = 'Username may contain only letters, numbers, and ./+/-/_ characters';
const INVALID_EMAIL = 'Invalid email format';

export const plexLoginBody = z
  .object({
    plexToken: z
      .string('Plex token is required')
      .trim()
      .min(1, 'Plex token is required')
      .max(512, 'Plex token is too long')
      .openapi({ pattern: '\\S' }),
  })
  .openapi('MediaPlexCredentials');

export const plexLoginExample: z.input<typeof plexLoginBody> = { plexToken: 'sVq2mZ8xT4rYbN1cKd7w' };

export const pinParam = z.object({
  id: z.string().openapi({
    description: 'The `id` from the response of `POST /auth/plex/pin`',
    example: '1234567890.Zt3pVb8sXq1Lr6mKc0Jw9A',
  }),
});

export const refreshBody = z
  .object({
    refreshToken: z
      .string('Refresh token is required')
      .max(4096, 'Refresh token is too long')
      .nullish()
      .openapi({ description: 'Required unless the session is stored in a cookie' }),
  })
  .openapi('MediaRefreshRequest');

export const refreshExample: z.input<typeof refreshBody> = { refreshToken: 'eyJhbGciOiJIUzI1NiJ9.e30.sig' };

export const logoutBody = z
  .object({
    refreshToken: z
      .string('refreshToken must be a string')
      .max(4096, 'refreshToken is too long')
      .nullish()
      .openapi({ description: 'The session of this token ends, even if the token has expired' }),
  })
  .openapi('MediaLogoutRequest');

export const deleteBody = z
  .object({
    confirmation: z.literal('DELETE_MY_ACCOUNT', 'confirmation must be DELETE_MY_ACCOUNT'),
  })
  .openapi('MediaAccountDeletion');

export const deleteExample: z.input<typeof deleteBody> = { confirmation: 'DELETE_MY_ACCOUNT' };

export const updateBody = z
  .object({
    username: chosenOrDefaultUsername(INVALID_USERNAME).optional(),
    email: z
      .preprocess(
        (sent) => (typeof sent === 'string' && isBlank(sent) ? null : sent),
        emailAddress(INVALID_EMAIL).nullable(),
      )
      .openapi({
        description:
          'Stored in lower case. `null` and a blank text are valid only for an account without an address',
      })
      .optional(),
    preferences: z
      .object(
        {
          theme: z.enum(['light', 'dark', 'system'], 'theme must be light, dark or system').optional(),
          notifications: z.boolean('notifications must be true or false').optional(),
          language: z
            .string(INVALID_LANGUAGE)
            .max(35, INVALID_LANGUAGE)
            .refine(isLanguageTag, INVALID_LANGUAGE)
            .openapi({ description: 'A BCP 47 tag' })
            .optional(),
        },
        'preferences must be an object',
      )
      .openapi({ description: 'Absent preferences stay unchanged' })
      .optional(),
  })
  .openapi('MediaProfileChanges');

export const updateExample: z.input<typeof updateBody> = {
  username: 'alice.g',
  email: 'alice.goldsmith@example.com',
  preferences: { theme: 'dark' },
};

export const usersQuery = z.object({
  page: integerParam('page', {
    min: 1,
    max: 1_000_000,
    fallback: 1,
    description: 'The number of the page, starting at 1',
  }),
  pageSize: integerParam('pageSize', {
    min: 1,
    max: 200,
    fallback: 20,
    description: 'The number of users on a page',
  }),
});

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
