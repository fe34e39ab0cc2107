/** Exports plugs as a file. The file is streamed, so that memory does not grow with the number of plugs. */
import { dayOfMs } from '../../../../rules/accounts/local-day.ts';
import { userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import { type ListFilters, plugFilters } from '../../list-plugs.ts';
import { typedQuery } from '../../search/browse-plugs.ts';
import { csvWriter } from './csv-writer.ts';
import type { FileWriter } from './file-writer.ts';
import { hubspotWriter } from './hubspot-writer.ts';
import { jsonWriter } from './json-writer.ts';
import { type ExportPage, type ExportSelection, readExportPage } from './plug-pages.ts';
import { textStream } from './text-stream.ts';
import { type VCardVersion, vCardWriter } from './vcard-writer.ts';

export const EXPORT_FORMATS = ['csv', 'vcard', 'json', 'hubspot'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportInput {
  format: ExportFormat;
  filter: ListFilters;
  /** The text of a search. As in `browsePlugs`, a text that is too short or has no word is ignored. */
  typed?: string | undefined;
  /** The version of vCard; 4.0 by default. The other formats ignore it. */
  vCardVersion?: VCardVersion | undefined;
}

export interface ExportedFile {
  /** Such as `plugs-contacts-2026-11-28.csv`, with the current day in the time zone of the account. */
  fileName: string;
  mediaType: string;
  body: ReadableStream<Uint8Array>;
}

/** The media type of vCard (RFC 6350 section 10.1). */
export const VCARD_MEDIA_TYPE = 'text/vcard; charset=utf-8';
const CSV_MEDIA_TYPE = 'text/csv; charset=utf-8';

const FORMATS: Record<ExportFormat, { extension: string; mediaType: string }> = {
  csv: { extension: 'csv', mediaType: CSV_MEDIA_TYPE },
  vcard: { extension: 'vcf', mediaType: VCARD_MEDIA_TYPE },
  json: { extension: 'json', mediaType: 'application/json; charset=utf-8' },
  hubspot: { extension: 'csv', mediaType: CSV_MEDIA_TYPE },
};
/** The length in UTF-16 code units at which a part of the file is sent. */
const PART_LENGTH = 64 * 1024;

/**
 * Exports the plugs that match the filters and the search. With a search, the newest plug is first, otherwise the
 * oldest. The first page is read before this function returns. The further pages are read while the consumer reads the
 * body. The body ends with an error if the access check or storage fails before the last page.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function exportPlugs(ctx: Ctx, input: ExportInput): Promise<ExportedFile> {
  const { format, filter, typed = '', vCardVersion = '4.0' } = input;
  const { extension, mediaType } = FORMATS[format];
  const writer = writerOf(format, vCardVersion);
  const filters = await plugFilters(ctx, filter);
  const query = typedQuery(userOf(ctx).accountNumber, typed, filters.plugType);
  const selection = { filters, query };
  const first = await readExportPage(ctx, selection, undefined);
  return {
    fileName: `plugs-contacts-${dayOfMs(first.timeZone, ctx.nowMs)}.${extension}`,
    mediaType,
    body: textStream(fileParts(ctx, selection, { writer, first })),
  };
}

function writerOf(format: ExportFormat, vCardVersion: VCardVersion): FileWriter {
  switch (format) {
    case 'csv':
      return csvWriter;
    case 'vcard':
      return vCardWriter(vCardVersion);
    case 'json':
      return jsonWriter;
    case 'hubspot':
      return hubspotWriter;
  }
}

async function* fileParts(
  ctx: Ctx,
  selection: ExportSelection,
  { writer, first }: { writer: FileWriter; first: ExportPage },
): AsyncGenerator<string> {
  let part = writer.head;
  let separator = '';
  let page: ExportPage | null = first;
  while (page) {
    for (const plug of page.plugs) {
      part += separator + writer.plugText(plug);
      separator = writer.separator;
      if (part.length < PART_LENGTH) continue;
      yield part;
      part = '';
    }
    // The access check of each page uses the current time, so that it rejects an account that has expired in the
    // meantime.
    const currentCtx = { ...ctx, nowMs: Date.now() };
    page = page.next && (await readExportPage(currentCtx, selection, page.next));
  }
  yield part + writer.tail;
}
