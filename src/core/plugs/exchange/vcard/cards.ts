/** Divides a vCard file into cards, and reads the text of a property of a card. */
import { type Property, propertiesOf, unescaped } from './properties.ts';

export interface Card {
  /** The line of the file on which the card begins, counted from 1. */
  line: number;
  properties: Property[];
}

/** A card that cannot be read. */
export interface FailedCard {
  /** The line of the file on which the card begins, counted from 1. */
  line: number;
  /** `END` if this property is missing, `BEGIN` if the card has too many properties. */
  field: 'BEGIN' | 'END';
  message: string;
}

/** The maximum number of properties in a card. The cards of address books have fewer than 100. */
const MAX_PROPERTIES_PER_CARD = 10_000;

/**
 * Returns the cards of a file, and the cards that cannot be read: cards without `END:VCARD` and cards with too many
 * properties. A card directly after an empty AGENT property is the value of this property (vCard 2.1) and is not
 * returned. Properties outside of a card are ignored.
 */
export function cardsOf(text: string): { cards: Card[]; failed: FailedCard[] } {
  const cards: Card[] = [];
  const failed: FailedCard[] = [];
  let card: Card | null = null;
  let nested: { agent: Property; depth: number } | null = null;
  for (const property of propertiesOf(text.replace(/^\ufeff/, ''))) {
    const isBegin = isBoundary(property, 'BEGIN');
    const isEnd = isBoundary(property, 'END');
    const last = card?.properties.at(-1);
    if (nested) {
      nested.agent.value += `${property.name}:${property.value}\n`;
      nested.depth += Number(isBegin) - Number(isEnd);
      if (nested.depth === 0) nested = null;
    } else if (isBegin && last?.name === 'AGENT' && last.value === '') {
      last.value = 'BEGIN:VCARD\n';
      nested = { agent: last, depth: 1 };
    } else if (isBegin) {
      if (card) failed.push(unendedCard(card));
      card = { line: property.line, properties: [] };
    } else if (isEnd && card) {
      if (card.properties.length > MAX_PROPERTIES_PER_CARD) failed.push(largeCard(card));
      else cards.push(card);
      card = null;
    } else if (card && card.properties.length <= MAX_PROPERTIES_PER_CARD) {
      card.properties.push(property);
    }
  }
  if (card) failed.push(unendedCard(card));
  return { cards, failed };
}

function isBoundary({ name, value }: Property, boundary: 'BEGIN' | 'END'): boolean {
  return name === boundary && value.toUpperCase() === 'VCARD';
}

function unendedCard({ line }: Card): FailedCard {
  return { line, field: 'END', message: 'The card has no END:VCARD' };
}

function largeCard({ line }: Card): FailedCard {
  return { line, field: 'BEGIN', message: `A card can have at most ${MAX_PROPERTIES_PER_CARD} properties` };
}

/** The text of the first property with this name; empty if there is no such property. */
export function textOf(properties: Property[], name: string): string {
  return unescaped(properties.find((property) => property.name === name)?.value ?? '');
}
