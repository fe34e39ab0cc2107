/** Exports plugs as a file. The file is streamed, so that memory does not grow with the number of plugs. */
import { dayOfMs } from '../../../../rules/accounts/local-day.ts';
import { userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import { type ListFilters, plugFilters } from '../../list-plugs.ts';
import { typedQuery } from '../../search/browse-plugs.ts';
import { csvWriter } from './csv-writer.ts';
import type { FileWriter } from './file-writer.ts';
import { jsonWriter } from './json-writer.ts';
import { type ExportedPlugs, type ExportPage, readExportPage } from './plug-pages.ts';
import { textStream } from './text-stream.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportInput {
  format: ExportFormat;
  filter: ListFilters;
  /** The text of a search. As in `browsePlugs`, a text that is too short for a search is ignored. */
  typed?: string | undefined;
}

export interface ExportedFile {
  /** Such as `plugs-contacts-2026-11-28.csv`, with the day of the account's time zone. */
  fileName: string;
  mediaType: string;
  body: ReadableStream<Uint8Array>;
}

interface Format {
  extension: string;
  mediaType: string;
  writer: FileWriter;
}

const FORMATS: Record<ExportFormat, Format> = {
  csv: { extension: 'csv', mediaType: 'text/csv; charset=utf-8', writer: csvWriter },
  json: { extension: 'json', mediaType: 'application/json; charset=utf-8', writer: jsonWriter },
};
/** The length in UTF-16 units at which a part of the file is sent. */
const PART_LENGTH = 64 * 1024;

/**
 * Exports the plugs that match the filters, the oldest first, or the matches of a search, the newest first. The first page is read before this function returns. Each
 * further page is read when the consumer of the body has read the page before it. The body ends with an error if the
 * session ends or storage fails before the last page.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function exportPlugs(
  ctx: Ctx,
  { format, filter, typed = '' }: ExportInput,
): Promise<ExportedFile> {
  const { extension, mediaType, writer } = FORMATS[format];
  const filters = await plugFilters(ctx, filter);
  const query = typedQuery(userOf(ctx).accountNumber, typed, filters.plugType);
  const exported = { filters, query };
  const first = await readExportPage(ctx, exported, undefined);
  return {
    fileName: `plugs-contacts-${dayOfMs(first.timeZone, ctx.nowMs)}.${extension}`,
    mediaType,
    body: textStream(fileParts(ctx, exported, { writer, first })),
  };
}

async function* fileParts(
  ctx: Ctx,
  exported: ExportedPlugs,
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
    // The access check of each page uses the current time, so that a session that expires meanwhile is found.
    const now = { ...ctx, nowMs: Date.now() };
    page = page.next && (await readExportPage(now, exported, page.next));
  }
  yield part + writer.tail;
}
