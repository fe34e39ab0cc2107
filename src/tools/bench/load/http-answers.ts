/**
 * Reads HTTP/1.1 answers from the pieces in which a socket delivers them (RFC 9112): bodies by `Content-Length` or
 * chunked, for requests that are sent one after another and never by HEAD. Pure.
 */

export interface HttpAnswer {
  status: number;
  /** Status line and headers as they came, without the empty line. */
  head: string;
  body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LINE_END = Buffer.from('\r\n');
const NOTHING = Buffer.alloc(0);

export class HttpAnswerReader {
  #unread: Buffer = NOTHING;

  /** Takes the next piece; the answer that it completes, or null. */
  push(piece: Buffer): HttpAnswer | null {
    this.#unread = this.#unread.length === 0 ? piece : Buffer.concat([this.#unread, piece]);
    const headEnd = this.#unread.indexOf(HEAD_END);
    if (headEnd < 0) return null;
    const head = this.#unread.toString('latin1', 0, headEnd);
    const start = headEnd + HEAD_END.length;
    const found = bodyOf(head, this.#unread, start);
    if (!found) return null;
    this.#unread = this.#unread.subarray(found.end);
    return { status: statusOf(head), head, body: found.body };
  }
}

/** One header's value, or null. */
export function headerOf({ head }: HttpAnswer, name: string): string | null {
  return new RegExp(`^${name}:[ \t]*(.*?)[ \t]*$`, 'im').exec(head)?.[1] ?? null;
}

/** @throws Error when this is not the first line of an answer */
function statusOf(head: string): number {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  if (!status) throw new Error(`No HTTP/1.1 answer: ${head.slice(0, 80)}`);
  return status;
}

interface FoundBody {
  body: Buffer;
  end: number;
}

function bodyOf(head: string, bytes: Buffer, start: number): FoundBody | null {
  if (/^HTTP\/1\.1 (1\d\d|204|304)/.test(head)) return { body: NOTHING, end: start };
  if (/^transfer-encoding:[ \t]*chunked/im.test(head)) return chunkedBody(bytes, start);
  const length = /^content-length:[ \t]*(\d+)/im.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without a length: ${head}`);
  const end = start + Number(length);
  return bytes.length < end ? null : { body: bytes.subarray(start, end), end };
}

/** Read anew from its start with each piece: a page of answers is a few pieces long. */
function chunkedBody(bytes: Buffer, start: number): FoundBody | null {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const sizeEnd = bytes.indexOf(LINE_END, at);
    if (sizeEnd < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, sizeEnd), 16);
    const chunkEnd = sizeEnd + LINE_END.length + size;
    const next = chunkEnd + LINE_END.length;
    if (bytes.length < next) return null;
    if (bytes.indexOf(LINE_END, chunkEnd) !== chunkEnd) throw new Error('A chunk is not as long as it says');
    if (size === 0) return { body: Buffer.concat(chunks), end: next };
    chunks.push(bytes.subarray(sizeEnd + LINE_END.length, chunkEnd));
    at = next;
  }
}
