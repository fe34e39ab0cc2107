/** The link between an account and a Telegram user, and the code that creates it, in responses. */
import * as z from '../../../http/openapi/zod.ts';
import { int64, time } from '../../../http/wire-fields.ts';

const EXAMPLE_CODE = 'q2x3mDk0QvO8V1sZ5b7h9A';

export const linkCodeSchema = z
  .object({
    code: z.string().openapi({ description: 'Can be used once, within 10 minutes' }),
    deep_link: z.url().openapi({ description: 'Opens the chat with the bot and sends the code' }),
    command: z.string().openapi({
      description: 'The message to send to the bot if the Telegram app does not send the code of `deep_link`',
    }),
    expires_at: time,
  })
  .openapi('TelegramLinkCode');

export const linkCodeExample: z.input<typeof linkCodeSchema> = {
  code: EXAMPLE_CODE,
  deep_link: `https://t.me/plugs_bot?start=${EXAMPLE_CODE}`,
  command: `/link ${EXAMPLE_CODE}`,
  expires_at: '2026-11-21T10:10:00.000Z',
};

export const linkSchema = z
  .object({
    is_linked: z.boolean(),
    session_id: int64.nullable().openapi({ description: 'The session of the link' }),
    telegram_user_id: int64.nullable(),
    telegram_username: z.string().nullable().openapi({
      description: 'The user name when the link began. `null` if the user had none',
    }),
    linked_at: time.nullable(),
    last_activity: time.nullable().openapi({
      description: 'The time of the last message, with a delay of up to one hour',
    }),
    expires_at: time.nullable().openapi({ description: '400 days after the last message' }),
  })
  .openapi('TelegramLink');

export const linkExample: z.input<typeof linkSchema> = {
  is_linked: true,
  session_id: 4_194_309,
  telegram_user_id: 123_456_789,
  telegram_username: 'jane_smith',
  linked_at: '2026-11-21T10:05:00.000Z',
  last_activity: '2026-11-22T08:00:00.000Z',
  expires_at: '2027-12-27T08:00:00.000Z',
};
