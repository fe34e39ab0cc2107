/** The variables of the Telegram bot. The bot exists only if the token, the webhook secret and the bot info are set. */
import * as z from 'zod';

const TELEGRAM_API_URL = 'https://api.telegram.org';
/** The value of `TELEGRAM_WEBHOOK_SECRET` in `.dev.vars.example`, which is public. */
const EXAMPLE_SECRET = 'put-32-random-characters-here';

/** The result of `getMe`. Other members, such as `can_join_groups`, are kept, because grammY reads them. */
const botInfoSchema = z.looseObject({
  id: z.int().positive(),
  is_bot: z.literal(true),
  first_name: z.string().min(1),
  username: z.string().min(1),
});

export type BotInfo = z.output<typeof botInfoSchema>;

export interface TelegramConfiguration {
  token: string;
  webhookSecret: string;
  botInfo: BotInfo;
  /** Without a slash at the end. */
  apiUrl: string;
  /** The URL of the private chat with the bot. */
  chatUrl: string;
}

/**
 * The schemas of the variables.
 * @param jsonVariable returns the schema of a variable whose text is JSON
 */
export function telegramVariables(jsonVariable: (name: string) => z.ZodType<unknown>) {
  return {
    TELEGRAM_BOT_TOKEN: z
      .string()
      .regex(/^\d+:[\w-]{20,}$/, { message: 'the value does not have the form of a token from @BotFather' })
      .optional(),
    TELEGRAM_WEBHOOK_SECRET: z
      .string()
      .regex(/^[\w-]{16,256}$/, {
        message: 'the value must have 16 to 256 characters of A-Z, a-z, 0-9, _ and -',
      })
      .refine((secret) => secret !== EXAMPLE_SECRET, {
        message: 'the value of .dev.vars.example is public',
      })
      .optional(),
    TELEGRAM_BOT_INFO: jsonVariable('TELEGRAM_BOT_INFO').pipe(botInfoSchema).optional(),
    TELEGRAM_API_URL: z.url({ protocol: /^https?$/ }).default(TELEGRAM_API_URL),
  };
}

interface TelegramVariables {
  TELEGRAM_BOT_TOKEN?: string | undefined;
  TELEGRAM_WEBHOOK_SECRET?: string | undefined;
  TELEGRAM_BOT_INFO?: BotInfo | undefined;
  TELEGRAM_API_URL: string;
}

/**
 * Adds an issue to the validation if only some of the variables of the bot are set, or if `TELEGRAM_API_URL` is not an
 * https URL in production.
 */
export function reportTelegramIssues(
  variables: TelegramVariables & { ENVIRONMENT: string },
  context: z.core.$RefinementCtx,
): void {
  const { TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET, TELEGRAM_BOT_INFO, TELEGRAM_API_URL } = variables;
  const givenVariables = [TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET, TELEGRAM_BOT_INFO].filter(Boolean);
  if (givenVariables.length > 0 && givenVariables.length < 3) {
    const message = 'the bot requires TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET and TELEGRAM_BOT_INFO';
    context.addIssue({ code: 'custom', path: ['TELEGRAM_BOT_TOKEN'], message });
  }
  if (variables.ENVIRONMENT === 'production' && !TELEGRAM_API_URL.startsWith('https:')) {
    const message = 'production requires an https URL';
    context.addIssue({ code: 'custom', path: ['TELEGRAM_API_URL'], message });
  }
}

/** Returns the settings of the bot, or null when the bot is not configured. */
export function telegramConfiguration(variables: TelegramVariables): TelegramConfiguration | null {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: webhookSecret } = variables;
  const { TELEGRAM_BOT_INFO: botInfo, TELEGRAM_API_URL: apiUrl } = variables;
  if (!token || !webhookSecret || !botInfo) return null;
  const api = apiUrl.replace(/\/+$/, '');
  // The simulated Bot API also serves a page for the chat.
  const chatBaseUrl = api === TELEGRAM_API_URL ? 'https://t.me' : api;
  return { token, webhookSecret, botInfo, apiUrl: api, chatUrl: `${chatBaseUrl}/${botInfo.username}` };
}
