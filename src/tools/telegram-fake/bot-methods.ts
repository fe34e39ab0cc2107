/** The simulated methods of the Bot API. A refused call has the error text of Telegram. */
import type { Conversation, StoredMessage } from './conversation.ts';
import { escapeHtml, parseText } from './formatted-text.ts';
import { type FakeMessage, Refusal, type ReplyMarkup } from './objects.ts';
import { jsonOf, listOf, markupOf } from './parameters.ts';
import type { AttachedFile, Payload } from './payload.ts';
import type { Simulation } from './simulation.ts';

/** Returns the `result` of the response, or throws a `Refusal`. */
type Method = (simulation: Simulation, payload: Payload) => unknown;

/** The maximum length of the text of `answerCallbackQuery`. */
const MAX_ANSWER_LENGTH = 200;
const MAX_COMMAND_COUNT = 100;
const MAX_CAPTION_LENGTH = 1024;
const MAX_UPLOAD_BYTES = 50_000_000;

/** The names are in lower case, because Telegram ignores the case of method names. */
const METHODS: Record<string, Method> = {
  getme: ({ bot }) => bot,
  setwebhook: setWebhook,
  deletewebhook: ({ delivery }) => {
    delivery.webhook = null;
    return true;
  },
  getwebhookinfo: ({ delivery }) => ({
    url: delivery.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: delivery.pending,
    ...(delivery.lastError !== null && { last_error_message: delivery.lastError }),
  }),
  setmycommands: setMyCommands,
  getmycommands: ({ commands }) => commands,
  sendmessage: sendMessage,
  senddocument: sendDocument,
  editmessagetext: editMessageText,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: (simulation, payload) => {
    const conversation = requireWritableChat(simulation, payload);
    if (conversation.remove(Number(payload.message_id))) return true;
    throw new Refusal(400, 'Bad Request: message to delete not found');
  },
  sendchataction: (simulation, payload) => requireWritableChat(simulation, payload) !== null,
  answercallbackquery: answerCallbackQuery,
  getfile: getFile,
};

/**
 * Calls a method and returns its result. While `simulation.limit.remainingCalls` is not 0, a call of a known method is
 * refused with 429 instead.
 * @throws Refusal with the error code and the description of Telegram
 * @throws SyntaxError if a parameter that must be JSON is not valid JSON
 */
export function callMethod(simulation: Simulation, name: string, payload: Payload): unknown {
  const { limit } = simulation;
  const method = METHODS[name.toLowerCase()];
  if (!method) throw new Refusal(404, 'Not Found');
  if (limit.remainingCalls > 0) {
    limit.remainingCalls -= 1;
    const seconds = limit.retryAfterSeconds;
    throw new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
  }
  return method(simulation, payload);
}

/** The secret is optional in Telegram. It is required here, because the bot always needs it. */
function setWebhook({ delivery }: Simulation, payload: Payload): true {
  const url = String(payload.url ?? '');
  const secret = String(payload.secret_token ?? '');
  if (!/^https?:\/\//.test(url)) throw new Refusal(400, 'Bad Request: bad webhook: invalid URL');
  if (!/^[\w-]{1,256}$/.test(secret)) {
    throw new Refusal(400, 'Bad Request: secret token contains unallowed characters');
  }
  delivery.webhook = { url, secret, allowedUpdates: listOf<string>(payload.allowed_updates) };
  return true;
}

function setMyCommands(simulation: Simulation, payload: Payload): true {
  const commands = listOf<{ command: string; description: string }>(payload.commands);
  const isValid = commands.every(
    ({ command, description }) =>
      /^[a-z\d_]{1,32}$/.test(command) && description.length >= 1 && description.length <= 256,
  );
  if (!isValid) throw new Refusal(400, 'Bad Request: BOT_COMMAND_INVALID');
  if (commands.length > MAX_COMMAND_COUNT) throw new Refusal(400, 'Bad Request: BOT_COMMANDS_TOO_MUCH');
  simulation.commands = commands;
  return true;
}

function sendMessage(simulation: Simulation, payload: Payload): FakeMessage {
  const conversation = requireWritableChat(simulation, payload);
  const { text, html } = parseText(payload.text, payload.parse_mode);
  const markup = markupOf(payload);
  const replied = repliedMessage(conversation, payload);
  const content = {
    text,
    ...(markup && { reply_markup: markup }),
    ...(replied && { reply_to_message: replied }),
  };
  return storeMessage(simulation, conversation, content, html);
}

/** The simulation accepts a document only as a file in the same request, not as the id or the URL of a file. */
function sendDocument(simulation: Simulation, payload: Payload): FakeMessage {
  const conversation = requireWritableChat(simulation, payload);
  const fieldName = /^attach:\/\/(.+)$/.exec(String(payload.document ?? ''))?.[1] ?? '';
  const file = payload[fieldName] as AttachedFile | undefined;
  if (!file) throw new Refusal(400, 'Bad Request: there is no document in the request');
  if (file.bytes.byteLength === 0) throw new Refusal(400, 'Bad Request: file must be non-empty');
  if (file.bytes.byteLength > MAX_UPLOAD_BYTES) throw new Refusal(413, 'Request Entity Too Large');
  const caption = String(payload.caption ?? '');
  if (caption.length > MAX_CAPTION_LENGTH) {
    throw new Refusal(400, 'Bad Request: message caption is too long');
  }
  const document = simulation.storeFile(file.name, 'application/octet-stream', file.bytes);
  const content = { document, ...(caption && { caption }) };
  return storeMessage(simulation, conversation, content, escapeHtml(caption));
}

function storeMessage(
  simulation: Simulation,
  conversation: Conversation,
  content: Partial<FakeMessage>,
  html: string,
): FakeMessage {
  const message: FakeMessage = {
    message_id: conversation.nextMessageId(),
    date: Math.floor(Date.now() / 1000),
    chat: conversation.chat,
    from: simulation.bot,
    ...content,
  };
  conversation.messages.push({ message, html, isFromBot: true });
  return message;
}

/**
 * Returns the message to which the new message replies, if any. The returned message has no `reply_to_message`, because
 * Telegram does not nest replies.
 * @throws Refusal if that message does not exist, unless the call allows a missing message
 */
function repliedMessage(conversation: Conversation, payload: Payload): FakeMessage | undefined {
  const parameters = jsonOf<{ message_id?: number; allow_sending_without_reply?: boolean }>(
    payload.reply_parameters,
  );
  if (parameters?.message_id === undefined) return undefined;
  const stored = conversation.find(parameters.message_id);
  if (!stored && !parameters.allow_sending_without_reply) {
    throw new Refusal(400, 'Bad Request: message to be replied not found');
  }
  if (!stored) return undefined;
  const { reply_to_message: _, ...message } = stored.message;
  return message;
}

function editMessageText(simulation: Simulation, payload: Payload): FakeMessage {
  const conversation = requireWritableChat(simulation, payload);
  const stored = requireEditableMessage(conversation, payload);
  const content = parseText(payload.text, payload.parse_mode);
  return editMessage(conversation, stored, content, markupOf(payload));
}

function editMessageReplyMarkup(simulation: Simulation, payload: Payload): FakeMessage {
  const conversation = requireWritableChat(simulation, payload);
  const stored = requireEditableMessage(conversation, payload);
  const content = { text: stored.message.text ?? '', html: stored.html };
  return editMessage(conversation, stored, content, markupOf(payload));
}

function editMessage(
  conversation: Conversation,
  stored: StoredMessage,
  content: { text: string; html: string },
  markup: ReplyMarkup | undefined,
): FakeMessage {
  if (conversation.edit(stored, content, markup)) return stored.message;
  throw new Refusal(
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );
}

/** Telegram accepts only one `answerCallbackQuery` for each callback query. */
function answerCallbackQuery({ queries }: Simulation, payload: Payload): true {
  const query = queries.get(String(payload.callback_query_id));
  const text = String(payload.text ?? '');
  if (!query || query.text !== null) {
    throw new Refusal(
      400,
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  }
  if (text.length > MAX_ANSWER_LENGTH) throw new Refusal(400, 'Bad Request: MESSAGE_TOO_LONG');
  query.text = text;
  return true;
}

function getFile(simulation: Simulation, payload: Payload): object {
  const id = String(payload.file_id ?? '');
  const file = simulation.fileById(id);
  if (!file) throw new Refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
  return { file_id: id, file_unique_id: id, file_size: file.bytes.byteLength, file_path: file.path };
}

/** @throws Refusal if the chat of the call does not exist or the bot may not write to this chat */
function requireWritableChat({ conversations }: Simulation, payload: Payload): Conversation {
  const conversation = conversations.get(Number(payload.chat_id));
  if (!conversation) throw new Refusal(400, 'Bad Request: chat not found');
  if (conversation.isBlocked) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
  if (!conversation.isStarted) {
    throw new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
  }
  return conversation;
}

/** @throws Refusal if the message does not exist or is not from the bot */
function requireEditableMessage(conversation: Conversation, payload: Payload): StoredMessage {
  const stored = conversation.find(Number(payload.message_id));
  if (!stored) throw new Refusal(400, 'Bad Request: message to edit not found');
  if (!stored.isFromBot) throw new Refusal(400, "Bad Request: message can't be edited");
  return stored;
}
