/** Contacts as messages: a card with its buttons, and the short form in lists. */
import { fullName } from '../../rules/plugs/plug.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import { type Block, blocksOf, lineOf } from './html.ts';
import type { Button } from './messages.ts';

/** The card of a contact. `heading` is the text above the card, for example the result of an action. */
export function cardOf(plug: PlugRow, heading?: string): Block[] {
  const { firstName, lastName, company, jobTitle, notes } = plug;
  const name = [firstName, lastName].filter(Boolean).join(' ');
  const title = fullName(plug);
  const details = [
    [jobTitle, name === '' ? null : company].filter(Boolean).join(', '),
    ...[plug.email, plug.primaryNumber, plug.secondaryNumber, plug.linkedinUrl].filter(
      (each) => each !== title,
    ),
    telegramOf(plug),
    plug.priority === 'medium' ? null : `Priority: ${plug.priority}`,
    plug.tags.map((tag) => `#${tag}`).join(' '),
  ];
  return [
    ...(heading === undefined ? [] : blocksOf(heading)),
    lineOf(...blocksOf(title, 'b'), ...blocksOf(` · ${plug.plugType}`)),
    ...details.flatMap((detail) => (detail ? blocksOf(detail) : [])),
    ...(notes ? blocksOf(notes, 'i') : []),
  ];
}

/** One contact in a list. */
export function entryOf(plug: PlugRow, number: number): Block {
  const { company, email, primaryNumber } = plug;
  const title = fullName(plug);
  const others = [company, email ?? primaryNumber].filter((each) => each && each !== title).join(', ');
  return lineOf(
    ...blocksOf(`${number}. `),
    ...blocksOf(title, 'b'),
    ...(others === '' ? [] : blocksOf(` – ${others}`)),
  );
}

/** The buttons under a card. */
export function cardButtons({ id, plugType }: PlugRow): Button[][] {
  return [
    [
      ...(plugType === 'target' ? [{ text: 'Convert', data: `convert.${id}` }] : []),
      { text: 'Priority', data: `priority.${id}` },
      { text: 'Tag', data: `ask.tag.${id}` },
    ],
    [
      { text: 'Note', data: `ask.note.${id}` },
      { text: 'Delete', data: `delete.${id}` },
    ],
  ];
}

function telegramOf({ telegramUsername }: PlugRow): string | null {
  return telegramUsername && `Telegram: @${telegramUsername.replace(/^@/, '')}`;
}
