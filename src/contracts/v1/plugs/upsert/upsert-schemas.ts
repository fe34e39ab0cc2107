/** The match and the body of an upsert. */
import type { MatchFields } from '../../../../core/plugs/duplicates/upsert-plug.ts';
import { MAX_TELEGRAM_LINK_LENGTH, phone, telegramName, url } from '../../../../http/fields/plug-fields.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { invalidInput } from '../../../../http/router.ts';
import { emailAddress } from '../../../../http/wire-fields.ts';
import { linkedinKey } from '../../../../rules/plugs/duplicates/linkedin-key.ts';
import { noEvent } from '../event-field.ts';
import { updatePlugBody } from '../request-schemas.ts';

const MATCH_KEYS = ['email', 'phone', 'telegram', 'linkedin'] as const;
const ONE_KEY_REQUIRED_MESSAGE = `match must contain one of ${MATCH_KEYS.join(', ')}`;
const TELEGRAM_ID_PATTERN = /^\d{1,15}$/;

const match = z
  .strictObject(
    {
      email: emailAddress('email must be a valid email address').optional(),
      phone: phone('phone').optional().openapi({ description: 'Either number of the plug' }),
      telegram: z
        .union(
          [z.string().regex(TELEGRAM_ID_PATTERN), telegramName('telegram')],
          'telegram must be a user name or an id',
        )
        .optional()
        .openapi({
          type: 'string',
          maxLength: MAX_TELEGRAM_LINK_LENGTH,
          description: 'A user name or the id of a user',
        }),
      linkedin: url('linkedin')
        .refine((value) => linkedinKey(value) !== null, 'linkedin must be the URL of a profile')
        .optional(),
    },
    ONE_KEY_REQUIRED_MESSAGE,
  )
  .refine(
    (sent) => Object.values(sent).filter((value) => value !== undefined).length === 1,
    ONE_KEY_REQUIRED_MESSAGE,
  );

/** The body without `match`, because the path contains the match. */
export const upsertByPathBody = updatePlugBody
  .extend({ event: noEvent.nullable() })
  .openapi('PlugUpsertByPath');

export const upsertBody = upsertByPathBody.extend({ match }).openapi('PlugUpsert');

export const upsertExample: z.input<typeof upsertBody> = {
  match: { email: 'alice@acme.example' },
  first_name: 'Alice',
  last_name: 'Goldsmith',
  company: 'Acme',
};

/** An unknown key is valid here. `matchOfPath` rejects it with the message for an invalid `match`. */
export const matchParam = z.object({
  key: z
    .string()
    .openapi({ description: 'One of `email`, `phone`, `telegram` and `linkedin`', example: 'email' }),
  value: z.string().openapi({
    description: 'The value, percent-encoded. It is not written to logs',
    example: 'alice@acme.example',
  }),
});

/** Converts a validated match to the fields of the core. */
export function matchFields({
  email,
  phone: number,
  telegram,
  linkedin,
}: z.output<typeof match>): MatchFields {
  if (email !== undefined) return { email };
  if (number !== undefined) return { primaryNumber: number };
  if (linkedin !== undefined) return { linkedinUrl: linkedin };
  if (telegram !== undefined && TELEGRAM_ID_PATTERN.test(telegram))
    return { telegramUserId: Number(telegram) };
  return { telegramUsername: telegram ?? null };
}

/**
 * Validates the match in the path of a request, and converts it to the fields of the core.
 * @throws AppError `INVALID_INPUT`
 */
export function matchOfPath({ key, value }: z.output<typeof matchParam>): MatchFields {
  const { data, error } = match.safeParse({ [key]: value });
  // The path of an issue is the key, or empty if the key is unknown.
  if (!data) {
    const field = error.issues.some(({ path }) => path.length > 0) ? 'value' : 'key';
    throw invalidInput(error.issues.map(({ message }) => ({ path: [field], message })));
  }
  return matchFields(data);
}
