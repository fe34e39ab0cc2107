/** The cards of a vCard file. */
import { type Property, propertiesOf, unescaped } from './properties.ts';

export interface Card {
  /** The line of the file on which the card begins, counted from 1. */
  line: number;
  properties: Property[];
}

/** A card without `END:VCARD`. */
export interface UnendedCard {
  /** The line of the file on which the card begins, counted from 1. */
  line: number;
  message: string;
}

/**
 * Returns the cards of a file. A card directly after an empty AGENT property is the value of this property (vCard 2.1)
 * and is not returned.
 */
export function cardsOf(text: string): { cards: Card[]; failed: UnendedCard[] } {
  const cards: Card[] = [];
  const failed: UnendedCard[] = [];
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
      cards.push(card);
      card = null;
    } else {
      card?.properties.push(property);
    }
  }
  if (card) failed.push(unendedCard(card));
  return { cards, failed };
}

function isBoundary({ name, value }: Property, boundary: 'BEGIN' | 'END'): boolean {
  return name === boundary && value.toUpperCase() === 'VCARD';
}

function unendedCard({ line }: Card): UnendedCard {
  return { line, message: 'The card has no END:VCARD' };
}

/** The text of the first property with this name, or an empty text. */
export function textOf(properties: Property[], name: string): string {
  return unescaped(properties.find((property) => property.name === name)?.value ?? '');
}
