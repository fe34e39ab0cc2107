/** The objects of the Bot API that the simulation uses. Their properties have the names of the Bot API. */

export interface FakeUser {
  id: number;
  is_bot: false;
  first_name: string;
  last_name?: string;
  username?: string;
}

export interface FakeChat {
  id: number;
  type: 'private' | 'group';
  title?: string;
  first_name?: string;
  username?: string;
}

export interface Button {
  text: string;
  callback_data?: string;
  url?: string;
}

export interface ReplyMarkup {
  inline_keyboard?: Button[][];
  force_reply?: boolean;
  input_field_placeholder?: string;
}

export interface SharedContact {
  phone_number: string;
  first_name: string;
  last_name?: string;
  user_id?: number;
  vcard?: string;
}

export interface SharedFile {
  file_id: string;
  file_unique_id: string;
  file_name: string;
  mime_type: string;
  file_size: number;
}

export interface ForwardOrigin {
  type: 'user' | 'hidden_user';
  date: number;
  sender_user?: FakeUser;
  sender_user_name?: string;
}

export interface FakeMessage {
  message_id: number;
  /** Seconds since the epoch. */
  date: number;
  chat: FakeChat;
  from: { id: number; is_bot: boolean; first_name: string };
  text?: string;
  entities?: object[];
  contact?: SharedContact;
  document?: SharedFile;
  /** The text under a file. */
  caption?: string;
  forward_origin?: ForwardOrigin;
  reply_to_message?: FakeMessage;
  reply_markup?: ReplyMarkup;
}

export interface FakeUpdate {
  update_id: number;
  message?: FakeMessage;
  callback_query?: object;
  my_chat_member?: object;
}

/** The error of a call that Telegram refuses. Its message is the `description` of the response. */
export class Refusal extends Error {
  /** The `error_code` of the response, which is also the HTTP status. */
  readonly code: number;
  readonly parameters: { retry_after: number } | undefined;

  constructor(code: number, description: string, parameters?: { retry_after: number }) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}
