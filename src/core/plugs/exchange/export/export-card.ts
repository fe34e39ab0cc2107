/** Exports one plug as a vCard, or as a QR code of its vCard. */
import { encode } from 'uqr';
import { fold } from '../../../../rules/plugs/folding.ts';
import { byteLength } from '../../../../rules/plugs/plain-text.ts';
import { fullName } from '../../../../rules/plugs/plug.ts';
import { QUIET_ZONE_MODULES, qrPathData } from '../../../../rules/qr-path.ts';
import type { Ctx } from '../../../request/context.ts';
import { readPlug } from '../../read-plug.ts';
import { JSON_PROPERTIES } from '../vcard/plugs-properties.ts';
import { type CardProperty, cardProperties, cardText, type VCardVersion } from './vcard-writer.ts';

export interface ExportedCard {
  /**
   * The first 60 characters of the folded name of the plug, such as `alice-goldsmith.vcf`. Each sequence of characters
   * other than `a` to `z` and digits becomes one hyphen. Hyphens at the ends are removed. `contact.vcf` if no such letter
   * or digit remains, for example for a Cyrillic name.
   */
  fileName: string;
  card: string;
}

/** Phone cameras read the QR code of this version (137 modules wide) from a screen. */
const MAX_QR_VERSION = 30;
/** The capacity in bytes of a QR code of version 30 with the lowest error correction (ISO/IEC 18004, table 7). */
const MAX_QR_BYTES = 1732;
const MAX_FILE_NAME_LENGTH = 60;

/**
 * The properties that are left out of a QR code, in this order, until the card fits. The names, the e-mail address and
 * the primary number of a valid plug always fit.
 */
const OMITTED_FROM_QR: RegExp[] = [
  new RegExp(JSON_PROPERTIES.custom_data),
  new RegExp(JSON_PROPERTIES.connect_reason),
  new RegExp(JSON_PROPERTIES.notes),
  /^NOTE/,
  /^PHOTO/,
  /^X-PLUGS-/,
  /^CATEGORIES/,
  // The e-mail addresses and numbers in the custom data, and the secondary number. The e-mail address and the primary
  // number have a PREF parameter, so they remain.
  /^(?:EMAIL|TEL)(?!;(?:TYPE=PREF|PREF=1)$)/,
  /^(?:UID|REV)/,
  /^URL/,
  /^BDAY/,
  /^TITLE/,
  /^ORG/,
  /^TEL/,
  /^EMAIL/,
];

/**
 * Returns the vCard of a live plug.
 * @throws AppError with the codes of `readPlug`
 */
export async function exportCard(
  ctx: Ctx,
  { id, version }: { id: string; version: VCardVersion },
): Promise<ExportedCard> {
  const plug = await readPlug(ctx, { id });
  const name = fold(fullName(plug))
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_FILE_NAME_LENGTH);
  const fileName = `${name.replace(/^-|-$/g, '') || 'contact'}.vcf`;
  return { fileName, card: cardText(cardProperties(plug, version)) };
}

/**
 * Returns an SVG image with the vCard of a live plug as a QR code. Version 3.0 is used, because more phones read it.
 * Properties that do not fit are left out.
 * @throws AppError with the codes of `readPlug`
 */
export async function exportCardQr(ctx: Ctx, { id }: { id: string }): Promise<string> {
  const plug = await readPlug(ctx, { id });
  return qrImage(fittingCard(cardProperties(plug, '3.0')));
}

/**
 * Returns the text of a card that fits into a QR code. Properties are left out in the order of `OMITTED_FROM_QR` until
 * the card fits.
 */
export function fittingCard(properties: CardProperty[]): string {
  let fitting = properties;
  for (const omitted of OMITTED_FROM_QR) {
    if (byteLength(cardText(fitting)) <= MAX_QR_BYTES) break;
    fitting = fitting.filter(([name]) => !omitted.test(name));
  }
  return cardText(fitting);
}

function qrImage(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  const { size, data } = encode(bytes, {
    ecc: 'L',
    boostEcc: true,
    maxVersion: MAX_QR_VERSION,
    border: QUIET_ZONE_MODULES,
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${qrPathData(data)}"/></svg>`;
}
