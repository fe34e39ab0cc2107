/** The context of one update: the update as grammY reads it, and the context of the use cases. */
import { Context } from 'grammy';
import type { Ctx } from '../../core/request/context.ts';
import type { TelegramConfiguration } from '../../core/request/telegram-configuration.ts';
import type { BotUpdate } from '../../core/telegram/claim-update.ts';
import { openTelegramApi } from '../../telegram-api/telegram-api.ts';
import type { ReceivedMessage, ReceivedUpdate } from './update-schema.ts';

type GrammyUpdate = ConstructorParameters<typeof Context>[0];
type GrammyBot = ConstructorParameters<typeof Context>[2];

export class BotContext extends Context {
  /** The context of the use cases. */
  readonly core: Ctx;
  readonly bot: TelegramConfiguration;
  /** The update after the validation by `updateSchema`. */
  readonly received: ReceivedUpdate;
  /**
   * The id of the update, the id of its chat, and whether the effect of the update is stored. A private chat has the id of
   * its user. An update without a chat gets the id of its user, or 0 if it has no user.
   */
  readonly botUpdate: BotUpdate;

  constructor(core: Ctx, bot: TelegramConfiguration, received: ReceivedUpdate) {
    super(received as unknown as GrammyUpdate, openTelegramApi(bot), bot.botInfo as unknown as GrammyBot);
    this.core = core;
    this.bot = bot;
    this.received = received;
    this.botUpdate = {
      updateId: received.update_id,
      chat: this.chat?.id ?? this.from?.id ?? 0,
      isHandled: false,
    };
  }

  /** The message that the user sent, or the message with the pressed button. Undefined if there is no such message. */
  get source(): ReceivedMessage | undefined {
    return this.received.message ?? this.received.callback_query?.message;
  }
}
