/** The values of the bot for development. With them, the bot uses the simulated Telegram of `npm run telegram:fake`. */

export const FAKE_PORT = 8081;
export const FAKE_URL = `http://127.0.0.1:${FAKE_PORT}`;
export const FAKE_TOKEN = '1000000001:AA-fake-token-for-development-only';

/** The account of a bot at Telegram. */
export interface BotInfo {
  id: number;
  is_bot: true;
  first_name: string;
  username: string;
}

/** The account of the simulated bot, as the simulated method `getMe` returns it. */
export const FAKE_BOT: BotInfo = {
  id: 1_000_000_001,
  is_bot: true,
  first_name: 'Plugs',
  username: 'plugs_fake_bot',
};

/** Returns the lines of `.dev.vars` that configure the simulated bot and the secret of its webhook. */
export function telegramLines(webhookSecret: string): string {
  const info = {
    ...FAKE_BOT,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  };
  return `# The Telegram bot, with the simulated Telegram that npm run telegram:fake starts:
TELEGRAM_API_URL=${FAKE_URL}
TELEGRAM_BOT_TOKEN=${FAKE_TOKEN}
TELEGRAM_WEBHOOK_SECRET=${webhookSecret}
TELEGRAM_BOT_INFO='${JSON.stringify(info)}'
`;
}
