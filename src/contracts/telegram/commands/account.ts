/** The commands `/stats` and `/sessions`. */
import { Composer } from 'grammy';
import { readStatistics } from '../../../core/plugs/read-statistics.ts';
import { listSessions } from '../../../core/sessions/own-sessions.ts';
import { openChat } from '../../../core/telegram/open-chat.ts';
import { localTime } from '../../../rules/accounts/time-zone.ts';
import type { BotContext } from '../bot-context.ts';
import { blocksOf } from '../html.ts';
import { sendMessage, sendText } from '../messages.ts';
import { NOT_LINKED_SENTENCE } from '../sentences.ts';

const MAX_SESSIONS_SHOWN = 20;

export const accountCommands = new Composer<BotContext>();

accountCommands.command('stats', async (c) => {
  const chat = await openChat(c.core, c.botUpdate);
  if (!chat) return sendText(c, NOT_LINKED_SENTENCE);
  const { targets, contacts, byPriority, recentConversions } = await readStatistics(chat.ctx);
  const { urgent, high, medium, low } = byPriority;
  await sendText(
    c,
    [
      `Total: ${targets + contacts} (targets: ${targets}, contacts: ${contacts})`,
      `Priority: ${urgent} urgent, ${high} high, ${medium} medium, ${low} low`,
      `Converted in the last 30 days: ${recentConversions}`,
    ].join('\n'),
  );
});

accountCommands.command('sessions', async (c) => {
  const chat = await openChat(c.core, c.botUpdate);
  if (!chat) return sendText(c, NOT_LINKED_SENTENCE);
  const { sessions, nextCursor } = await listSessions(chat.ctx, { includesEnded: false });
  const lines = sessions.slice(0, MAX_SESSIONS_SHOWN).map(({ deviceName, clientType, lastActivityAtMs }) => {
    const time = localTime(chat.account.timeZone, lastActivityAtMs);
    return `${deviceName ?? clientType}, last active ${time}`;
  });
  const hiddenCount = sessions.length - lines.length;
  const blocks = [
    `Active sessions: ${sessions.length}${nextCursor === null ? '' : ' or more'}`,
    ...lines,
  ].flatMap((line) => blocksOf(line));
  await sendMessage(c, {
    blocks: [...blocks, ...(hiddenCount > 0 ? blocksOf(`and ${hiddenCount} more`) : [])],
  });
});
