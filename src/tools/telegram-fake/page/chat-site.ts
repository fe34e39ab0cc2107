/**
 * The server of the chat page: the page, its forms, the style sheets, the icons, downloads of files for the user, and
 * the simulated deep link of the bot.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Hono } from 'hono';
import { buildPageAssets } from '../../cli/build/page-assets.ts';
import { SimulatedUser } from '../simulated-user.ts';
import type { Simulation } from '../simulation.ts';
import { FILES_PATH, renderChatPage } from './chat-page.ts';
import { CHAT_STYLE } from './chat-style.ts';

/**
 * The maximum time for which the response to an action waits until the bot has accepted the update. A later reply of
 * the bot is shown after a reload of the page.
 */
const MAX_ACCEPTANCE_WAIT_MS = 6000;
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Content types by the ending of the file name. */
const CONTENT_TYPES: Record<string, string> = {
  css: 'text/css',
  svg: 'image/svg+xml',
  js: 'text/javascript',
};
const STYLE_PATH = '/chat.css';

/** Performs an action of a user. Resolves with a text to show on the page, or with null. */
type UserAction = (sender: SimulatedUser, form: FormData, simulation: Simulation) => Promise<string | null>;

const ACTIONS: Record<string, UserAction> = {
  message: (sender, form) => sender.say(textOf(form, 'text')).then(toNull),
  contact: async (sender, form) => {
    const last_name = textOf(form, 'last_name');
    await sender.shareContact({
      phone_number: textOf(form, 'phone_number'),
      first_name: textOf(form, 'first_name'),
      ...(last_name && { last_name }),
    });
    return null;
  },
  file: async (sender, form) => {
    const file = form.get('file');
    if (!(file instanceof File) || file.size === 0) return 'Choose a file.';
    await sender.sendFile(
      file.name,
      file.type || 'application/octet-stream',
      new Uint8Array(await file.arrayBuffer()),
    );
    return null;
  },
  forward: (sender, form) => sender.forward(textOf(form, 'text'), textOf(form, 'sender')).then(toNull),
  press: (sender, form) => {
    const messageId = Number(textOf(form, 'message'));
    return sender.pressButton(messageId, { text: '', callback_data: textOf(form, 'data') });
  },
  block: (sender) => sender.block().then(toNull),
  unblock: (sender) => sender.unblock().then(toNull),
  limit: async (_, __, simulation) => {
    simulation.limit = { remainingCalls: 1, retryAfterSeconds: 1 };
    return 'Telegram refuses the next call of the bot with 429.';
  },
};

/** Converts the result of an action that has no text to show. */
function toNull(): null {
  return null;
}

/** Returns the handler of all requests except Bot API calls and downloads by the bot. */
export function createChatSite(simulation: Simulation): (request: Request) => Promise<Response> {
  const { files } = buildPageAssets();
  const pathOf = (name: string) => `/${[...files.keys()].find((path) => path.includes(`/${name}-`)) ?? ''}`;
  const assets = {
    style: pathOf('style'),
    icons: pathOf('icons'),
    favicon: pathOf('favicon'),
    chatStyle: STYLE_PATH,
  };
  const app = new Hono();
  app.get('/assets/*', (c) => {
    const { path } = c.req;
    const text = files.get(path.slice(1));
    const type = CONTENT_TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain';
    return text === undefined ? c.notFound() : c.body(text, 200, { 'Content-Type': type });
  });
  app.get(STYLE_PATH, (c) => c.body(CHAT_STYLE, 200, { 'Content-Type': 'text/css' }));
  app.get(`${FILES_PATH}/:id`, (c) => {
    const bytes = simulation.fileByPath(`documents/${c.req.param('id')}`);
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment' };
    return bytes ? c.body(new Uint8Array(bytes), 200, headers) : c.notFound();
  });
  // Simulates a deep link of t.me. It opens the chat of the first user, with the command in the input field.
  app.get(`/${simulation.bot.username}`, (c) => {
    const code = c.req.query('start') ?? '';
    return c.redirect(`/?text=${encodeURIComponent(`/start ${code}`.trim())}`);
  });
  app.get('/', async (c) => {
    const chatId = Number(c.req.query('chat') ?? simulation.users[0]?.id);
    // The id of a private chat is the id of its user.
    const userId = Number(c.req.query('as') ?? chatId);
    const { notice = '', text = '' } = c.req.query();
    c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    c.header('Cache-Control', 'no-store');
    return c.html(await renderChatPage(simulation, assets, { chatId, userId, notice, text }));
  });
  app.post('/chats/:chat/:as/:action', async (c) => {
    // Other sites must not send messages as a user.
    if (/^(?:cross-site|same-site)$/.test(c.req.header('Sec-Fetch-Site') ?? ''))
      return c.text('Forbidden', 403);
    const { chat, as, action } = c.req.param();
    const { user } = simulation.requireMember(Number(chat), Number(as));
    const sender = new SimulatedUser(simulation, user, Number(chat));
    const form = await c.req.raw.formData();
    const running = ACTIONS[action]?.(sender, form, simulation) ?? Promise.resolve('Unknown action');
    // Prevents an unhandled rejection if the action fails after the delay. Before the delay, the race rejects.
    running.catch(() => undefined);
    const notice = await Promise.race([
      running,
      delay(MAX_ACCEPTANCE_WAIT_MS, 'The bot has not accepted the update yet.'),
    ]);
    const query = new URLSearchParams({ chat, as, ...(notice && { notice }) });
    return c.redirect(`/?${query}`, 303);
  });
  return (request) => Promise.resolve(app.fetch(request));
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.replace(/\r\n/g, '\n') : '';
}
