/**
 * The parts of an update that the bot reads. A message, a pressed button or a change of the membership in another format
 * is ignored and does not make the update invalid. Telegram would repeat a rejected update for a day and would not send
 * the next update of the chat.
 */
import * as z from 'zod';

const user = z.looseObject({
  id: z.int().positive(),
  is_bot: z.boolean(),
  first_name: z.string(),
  username: z.string().optional(),
});

const chat = z.looseObject({ id: z.int(), type: z.string() });

const messageFields = {
  message_id: z.int(),
  chat,
  text: z.string().optional(),
  caption: z.string().optional(),
  contact: z
    .looseObject({
      phone_number: z.string(),
      first_name: z.string(),
      last_name: z.string().optional(),
      vcard: z.string().optional(),
    })
    .optional(),
  document: z
    .looseObject({
      file_id: z.string(),
      file_name: z.string().optional(),
      mime_type: z.string().optional(),
      file_size: z.number().optional(),
    })
    .optional(),
  forward_origin: z
    .looseObject({
      type: z.string(),
      sender_user: user.optional(),
      sender_user_name: z.string().optional(),
    })
    .optional(),
};

const message = z.looseObject({ ...messageFields, from: user.optional() });

/**
 * The message with the pressed button. If this message is a reply, `reply_to_message` is the message to which it replies.
 * Telegram does not nest replies further.
 */
const buttonMessage = z.looseObject({
  ...messageFields,
  reply_to_message: message.optional().catch(undefined),
});

export const updateSchema = z.looseObject({
  update_id: z.int().nonnegative(),
  message: message.optional().catch(undefined),
  callback_query: z
    .looseObject({
      id: z.string(),
      from: user,
      message: buttonMessage.optional().catch(undefined),
      data: z.string().optional(),
    })
    .optional()
    .catch(undefined),
  my_chat_member: z
    .looseObject({ chat, from: user, new_chat_member: z.looseObject({ status: z.string() }) })
    .optional()
    .catch(undefined),
});

export type ReceivedUpdate = z.output<typeof updateSchema>;
export type ReceivedMessage = z.output<typeof message>;
