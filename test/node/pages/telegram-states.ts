/** The states of the page that links the account with a Telegram user. */
import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { WEBHOOK_SECRET } from '../documentation/site.ts';
import { type PageState, signUp, submitForm } from './browser-tab.ts';

const TELEGRAM_PAGE_PATH = '/web/account/telegram';

export const TELEGRAM_STATES: PageState[] = [
  {
    name: 'telegram',
    async reach({ page, open }) {
      await signUp(page, 'telegram@example.com');
      await open(TELEGRAM_PAGE_PATH);
    },
  },
  {
    name: 'telegram-code',
    async reach({ page, open }) {
      await signUp(page, 'telegram-code@example.com');
      await open(TELEGRAM_PAGE_PATH);
      await submitForm(page, {}, 'Create a code');
    },
  },
  {
    name: 'telegram-linked',
    async reach({ page, open }) {
      await signUp(page, 'telegram-linked@example.com');
      await open(TELEGRAM_PAGE_PATH);
      await submitForm(page, {}, 'Create a code');
      const command = (await page.locator('code').textContent()) ?? '';
      const hash = createHash('sha256').update(command.replace('/link ', '')).digest('base64url');
      const entities = [{ type: 'bot_command', offset: 0, length: '/link'.length }];
      await sendUpdate(page, {
        message: { message_id: 1, date: 0, ...PRIVATE_CHAT, text: command, entities },
      });
      const message = { message_id: 2, date: 0, chat: PRIVATE_CHAT.chat, text: 'Link?' };
      const query = {
        id: '1',
        from: PRIVATE_CHAT.from,
        chat_instance: '1',
        data: `link.yes.${hash}`,
        message,
      };
      await sendUpdate(page, { callback_query: query });
      await page.getByRole('link', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'End the link' }).waitFor();
    },
  },
];

/** A user name of the maximum length at Telegram, in wide letters. */
const LONGEST_USERNAME = 'W'.repeat(32);
const PRIVATE_CHAT = {
  chat: { id: 77, type: 'private', first_name: 'Ada' },
  from: { id: 77, is_bot: false, first_name: 'Ada', username: LONGEST_USERNAME },
};

let updateCount = 0;

/** Sends an update to the webhook of the worker, as Telegram does. */
async function sendUpdate(page: Page, update: object): Promise<void> {
  updateCount += 1;
  const response = await page.request.post('/telegram/webhook', {
    data: { update_id: updateCount, ...update },
    headers: { 'X-Telegram-Bot-Api-Secret-Token': WEBHOOK_SECRET },
  });
  if (response.status() !== 200) throw new Error(`webhook: ${response.status()}`);
}
