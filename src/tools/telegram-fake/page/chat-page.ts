/** The HTML of the chat page. The page needs no script, because every action is a form or a link. */
import { html, raw } from 'hono/html';
import type { Conversation, StoredMessage } from '../conversation.ts';
import type { Button, FakeUser } from '../objects.ts';
import type { Simulation } from '../simulation.ts';

/** The paths of the style sheets and icons. */
export interface ChatAssets {
  /** The style sheet of the pages of Plugs. */
  style: string;
  icons: string;
  favicon: string;
  /** The additional style sheet of the chat page. */
  chatStyle: string;
}

export interface ChatView {
  chatId: number;
  /** The id of the user who writes in the chat. */
  userId: number;
  /** The result of the last action, or an empty string. */
  notice: string;
  /** The initial text of the input field. */
  text: string;
}

/** The id of a file is appended to this path. */
export const FILES_PATH = '/files';

type Html = ReturnType<typeof html>;

/**
 * Renders the page of one chat for one of its members.
 * @throws Error if the chat does not exist or the user is not a member
 */
export async function renderChatPage(
  simulation: Simulation,
  assets: ChatAssets,
  view: ChatView,
): Promise<string> {
  const { conversation, user } = simulation.requireMember(view.chatId, view.userId);
  const action = `/chats/${view.chatId}/${view.userId}`;
  const title = `${nameOf(conversation)}, as ${user.first_name}`;
  const icon = (name: string) =>
    html`<svg class="icon" aria-hidden="true"><use href="${assets.icons}#${name}"></use></svg>`;
  const brand = html`<a class="brand" href="/"><span class="brand-mark">${icon('send')}</span>Fake Telegram</a>`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Fake Telegram</title>
<meta name="theme-color" content="#f8faf9" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0c100f" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${assets.favicon}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style}">
<link rel="stylesheet" href="${assets.chatStyle}">
</head>
<body>
<a class="skip-link" href="#main">Skip to content</a>
<div class="app">
<header class="topbar">${brand}
<button class="button icon-button quiet" aria-label="Chats" type="button" popovertarget="nav">${icon('menu')}</button></header>
<nav class="sidebar" id="nav" popover aria-label="Chats">
<div class="split">${brand}</div>
${chatList(simulation, view, icon)}
<p class="small muted">A simulation on this machine. The bot is @${simulation.bot.username}.</p>
</nav>
<main class="main main-medium stack" id="main" tabindex="-1">
<header class="page-header"><div><h1>${nameOf(conversation)}</h1><p>You write as ${user.first_name}.</p></div>
<div class="actions"><a class="button" href="?chat=${view.chatId}&amp;as=${view.userId}">${icon('rotate-ccw')}Refresh</a></div></header>
${statusMessage(simulation, icon)}
${view.notice ? html`<div class="flash" data-tone="info" role="status">${icon('info')}<div>${view.notice}</div></div>` : ''}
<section class="card" aria-label="Chat">
<div class="messages" tabindex="0" role="log" aria-label="Messages"><div class="message-list">
${conversation.messages.length === 0 ? html`<p class="muted">No messages yet. Send /start.</p>` : ''}
${conversation.messages.map((stored) => messageItem(stored, action, user))}
</div></div>
<form class="card-footer" method="post" action="${action}/message"><div class="composer">
<textarea class="input" name="text" rows="2" required maxlength="4096" aria-label="Message" placeholder="Maya Okonjo, Brightwell, Product Manager, maya@example.com" autofocus>${view.text}</textarea>
<button class="button primary" type="submit">${icon('send')}Send</button></div></form>
</section>
<div class="grid chat-forms">
${contactForm(action, icon)}
${fileForm(action, icon)}
${forwardForm(action, icon)}
${faultForms(conversation, action, icon)}
</div>
</main>
</div>
</body>
</html>`;
  return String(await page);
}

function chatList({ conversations }: Simulation, view: ChatView, icon: (name: string) => Html): Html[] {
  return (['private', 'group'] as const).map((type) => {
    const ofType = [...conversations.values()].filter(({ chat }) => chat.type === type);
    const links = ofType.flatMap(({ chat, members }) =>
      members.map((member) => {
        const isCurrent = chat.id === view.chatId && member.id === view.userId;
        const name = type === 'group' ? `${chat.title}, as ${member.first_name}` : member.first_name;
        const current = isCurrent ? raw(' aria-current="page"') : '';
        return html`<li><a class="nav-link" href="/?chat=${chat.id}&amp;as=${member.id}"${current}>${icon(type === 'group' ? 'users' : 'user-round')}${name}</a></li>`;
      }),
    );
    const title = type === 'group' ? 'Groups' : 'Private chats with the bot';
    return html`<div><p class="nav-title">${title}</p><ul class="nav-list">${links}</ul></div>`;
  });
}

/** Returns a warning if no webhook is set or if the bot has not accepted all updates. Empty otherwise. */
function statusMessage({ delivery }: Simulation, icon: (name: string) => Html): Html | string {
  if (delivery.webhook === null) {
    return html`<div class="flash" data-tone="warning" role="status">${icon('triangle-alert')}<div>No webhook is set, so the bot receives no updates. Restart <code>npm run telegram:fake</code>, which sets the webhook.</div></div>`;
  }
  if (delivery.pending === 0) return '';
  return html`<div class="flash" data-tone="warning" role="status">${icon('triangle-alert')}<div>Updates that the bot at ${delivery.webhook.url} has not accepted yet: ${delivery.pending}. ${delivery.lastError ?? ''}</div></div>`;
}

function messageItem(
  { message, html: text, isFromBot }: StoredMessage,
  action: string,
  user: FakeUser,
): Html {
  const {
    contact,
    document: file,
    forward_origin: origin,
    reply_markup: markup,
    reply_to_message: replied,
  } = message;
  const content = [
    replied
      ? html`<span class="muted small">Reply to: ${(replied.text ?? 'a message').slice(0, 60)}</span>\n`
      : '',
    origin
      ? html`<b>Forwarded from ${origin.sender_user_name ?? origin.sender_user?.first_name ?? ''}</b>\n`
      : '',
    contact ? html`Contact: ${contact.first_name} ${contact.last_name ?? ''}, ${contact.phone_number}` : '',
    file
      ? html`<a href="${FILES_PATH}/${file.file_id}" download="${file.file_name}">${file.file_name}</a> <span class="muted small">${sizeInWords(file.file_size)}</span>\n`
      : '',
    raw(text),
  ];
  const sentAt = new Date(message.date * 1000).toISOString();
  const sender = isFromBot ? 'Bot' : message.from.id === user.id ? 'You' : message.from.first_name;
  const rows = markup?.inline_keyboard ?? [];
  return html`<div class="message${isFromBot ? ' from-bot' : ''}"><div class="bubble" dir="auto">${content}</div>
${rows.length > 0 ? html`<div class="keyboard">${rows.map((row) => html`<div class="keyboard-row">${row.map((button) => buttonControl(button, message.message_id, action))}</div>`)}</div>` : ''}
<time datetime="${sentAt}">${sender}, ${sentAt.slice(11, 16)} UTC</time></div>`;
}

/** A link button is a link. Every other button is a form that sends the button's data to the bot. */
function buttonControl({ text, callback_data: data, url }: Button, messageId: number, action: string): Html {
  if (url !== undefined)
    return html`<a class="button small-button" href="${url}" rel="noreferrer">${text}</a>`;
  return html`<form method="post" action="${action}/press"><input type="hidden" name="message" value="${messageId}"><button class="button small-button" name="data" value="${data ?? ''}" type="submit">${text}</button></form>`;
}

function contactForm(action: string, icon: (name: string) => Html): Html {
  return html`<form class="card" method="post" action="${action}/contact"><div class="card-header"><h2>Share a contact</h2></div><div class="card-body stack">
${field('contact-first', 'First name', 'first_name', 'Lena')}
${field('contact-last', 'Last name', 'last_name', 'Forsgren')}
${field('contact-phone', 'Phone', 'phone_number', '+46 40 628 04 12')}
</div><div class="card-footer"><button class="button" type="submit">${icon('user-plus')}Share</button></div></form>`;
}

function fileForm(action: string, icon: (name: string) => Html): Html {
  return html`<form class="card" method="post" action="${action}/file" enctype="multipart/form-data"><div class="card-header"><h2>Send a file</h2></div><div class="card-body stack">
<div class="field"><label class="label" for="file">vCard or another file</label><input class="input" id="file" type="file" name="file" required></div>
</div><div class="card-footer"><button class="button" type="submit">${icon('upload')}Send file</button></div></form>`;
}

function forwardForm(action: string, icon: (name: string) => Html): Html {
  return html`<form class="card" method="post" action="${action}/forward"><div class="card-header"><h2>Forward a message</h2></div><div class="card-body stack">
${field('forward-sender', 'From a user who hides the account', 'sender', 'Owen Castellane')}
${field('forward-text', 'Text', 'text', 'Nice to meet you. My number is +44 7700 900456.')}
</div><div class="card-footer"><button class="button" type="submit">${icon('arrow-right')}Forward</button></div></form>`;
}

function faultForms({ chat, isBlocked }: Conversation, action: string, icon: (name: string) => Html): Html {
  const blocking = isBlocked ? 'unblock' : 'block';
  return html`<div class="card"><div class="card-header"><h2>Failures</h2></div><div class="card-body stack">
${
  chat.type === 'private'
    ? html`<form method="post" action="${action}/${blocking}"><button class="button${isBlocked ? '' : ' danger'}" type="submit">${icon('ban')}${isBlocked ? 'Unblock the bot' : 'Block the bot'}</button></form>`
    : ''
}
<form method="post" action="${action}/limit"><button class="button" type="submit">${icon('clock')}Refuse one call (429)</button></form>
</div></div>`;
}

function field(id: string, label: string, name: string, value: string): Html {
  return html`<div class="field"><label class="label" for="${id}">${label}</label><input class="input" id="${id}" name="${name}" value="${value}"></div>`;
}

function sizeInWords(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KiB`;
}

function nameOf({ chat }: Conversation): string {
  return chat.title ?? 'Private chat';
}
