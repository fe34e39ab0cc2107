/** Contacts in messages: the card of a contact, the buttons under the card, and the line of a contact in a list. */
import { fullName } from '../../rules/plugs/plug.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import { type Block, blocksOf, lineOf } from './html.ts';
import type { Button } from './messages.ts';

/** The card of a contact: its name, type and main values. `heading` is a line above the card, such as "Updated:". */
export function cardOf(plug: PlugRow, heading?: string): Block[] {
  const { firstName, lastName, company, jobTitle, notes } = plug;
  const name = [firstName, lastName].filter(Boolean).join(' ');
  const title = fullName(plug);
  const details = [
    [jobTitle, name === '' ? null : company].filter(Boolean).join(', '),
    ...[plug.email, plug.primaryNumber, plug.secondaryNumber, plug.linkedinUrl].filter(
      (each) => each !== title,
    ),
    telegramLine(plug),
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

/** The line of a contact in a list. `number` is the position in the list, beginning with 1. */
export function listEntryOf(plug: PlugRow, number: number): Block {
  const { company, email, primaryNumber } = plug;
  const title = fullName(plug);
  const details = [company, email ?? primaryNumber].filter((each) => each && each !== title).join(', ');
  return lineOf(
    ...blocksOf(`${number}. `),
    ...blocksOf(title, 'b'),
    ...(details === '' ? [] : blocksOf(` – ${details}`)),
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

function telegramLine({ telegramUsername }: PlugRow): string | null {
  return telegramUsername && `Telegram: @${telegramUsername.replace(/^@/, '')}`;
}
