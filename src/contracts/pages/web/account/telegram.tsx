/**
 * The page of the link between the account and Telegram. It shows a new code as a link, a QR code and a message, and
 * ends an existing link.
 */
import type { Context } from 'hono';
import { endOwnLink, readOwnLink } from '../../../../core/telegram/end-link.ts';
import { createLinkCode, type LinkCode } from '../../../../core/telegram/link-codes.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import { newRouter } from '../../../../http/router.ts';
import { AppError } from '../../../../rules/app-error.ts';
import type { OwnLink } from '../../../../store/telegram/links.ts';
import { Icon } from '../../components/icon.tsx';
import { CardPage } from '../../components/layouts.tsx';
import { MessageFlash } from '../../components/messages.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import type { FormMessage } from '../../form-state.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { noticeOf } from '../notices.ts';
import { telegramNameOf } from './sign-in-section.tsx';

const PATH = '/web/account/telegram';
const TITLE = 'Telegram';

export const telegramPages = newRouter();

telegramPages.get(PATH, requirePageSession, async (c) => {
  const link = await readOwnLink(c.var.ctx);
  requireBotOrLink(c, link);
  const message = noticeOf(c.req.query('notice'));
  return renderPage(c, TITLE, <TelegramPage link={link} code={null} message={message} />);
});

/** Shows the new code in the response, so that no URL of this site and no cookie contains the code. */
telegramPages.post(PATH, requirePageSession, async (c) => {
  const code = await createLinkCode(c.var.ctx);
  return renderPage(c, TITLE, <TelegramPage link={null} code={code} message={null} />);
});

telegramPages.post(`${PATH}/end`, requirePageSession, async (c) => {
  await endOwnLink(c.var.ctx);
  return redirectTo(c, `${PATH}?notice=telegram-ended`);
});

/**
 * Throws `NOT_FOUND` if no bot is configured and the account has no link. An account with a link from an earlier
 * configuration can still end this link.
 */
function requireBotOrLink(c: Context<AppEnv>, link: OwnLink | null): void {
  if (c.get('ctx').configuration.telegram === null && link === null) throw new AppError('NOT_FOUND');
}

interface TelegramPageProps {
  /** The existing link. Ignored if `code` is given. */
  link: OwnLink | null;
  /** A new code to show. */
  code: LinkCode | null;
  message: FormMessage | null;
}

function TelegramPage({ link, code, message }: TelegramPageProps) {
  return (
    <CardPage title={TITLE} foot={<a href="/web/account#sign-in">Back to the account</a>}>
      {message && <MessageFlash message={message} />}
      {code ? <NewCode code={code} /> : link ? <Linked link={link} /> : <NotLinked />}
    </CardPage>
  );
}

function NotLinked() {
  return (
    <>
      <p class="muted">
        Link a chat to add and find contacts by message. The bot asks for a confirmation in the chat.
      </p>
      <form method="post" action={PATH}>
        <button class="button primary wide-button" type="submit">
          Create a code
        </button>
      </form>
    </>
  );
}

function Linked({ link }: { link: OwnLink }) {
  return (
    <>
      <p>
        Linked with <bdi>{telegramNameOf(link)}</bdi>. Messages of this user to the bot can read and change
        your contacts.
      </p>
      <form method="post" action={`${PATH}/end`}>
        <button class="button danger wide-button" type="submit">
          End the link
        </button>
      </form>
    </>
  );
}

function NewCode({ code: { code, deepLink } }: { code: LinkCode }) {
  return (
    <>
      <div class="with-qr">
        <QrCode text={deepLink} label="The link to the bot as a QR code" />
        <ol class="stack stack-tight">
          <li>1. Open Telegram here, or scan the code with a phone.</li>
          <li>2. Press Start, and confirm the link in the chat.</li>
          <li>3. Come back and continue.</li>
        </ol>
      </div>
      <a class="button wide-button" href={deepLink} target="_blank" rel="noopener noreferrer">
        <Icon name="external-link" />
        Open Telegram
      </a>
      <p class="muted small">
        If nothing happens after Start, send this message to the bot. The code can be used once, within 10
        minutes.
      </p>
      <p>
        <code>/link {code}</code>
      </p>
      <a class="button primary wide-button" href={PATH}>
        Continue
      </a>
    </>
  );
}
