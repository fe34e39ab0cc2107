/**
 * Parses HTTP/1.1 responses from the pieces in which a socket delivers them (RFC 9112). Bodies must have a
 * `Content-Length` or be chunked without trailers. A client must wait for each response before it sends the next
 * request, and must not use the method HEAD. Pure.
 */

export interface HttpResponse {
  status: number;
  /** Status line and headers as received, without the empty line. */
  head: string;
  body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LINE_END = Buffer.from('\r\n');
const EMPTY = Buffer.alloc(0);

export class HttpResponseReader {
  #unread: Buffer = EMPTY;

  /**
   * Adds the next piece. Returns the response that this piece completes. Returns null if the response is not complete.
   * @throws Error if the bytes are not a response that this reader supports
   */
  push(piece: Buffer): HttpResponse | null {
    this.#unread = this.#unread.length === 0 ? piece : Buffer.concat([this.#unread, piece]);
    const headEnd = this.#unread.indexOf(HEAD_END);
    if (headEnd < 0) return null;
    const head = this.#unread.toString('latin1', 0, headEnd);
    const start = headEnd + HEAD_END.length;
    const located = bodyOf(head, this.#unread, start);
    if (!located) return null;
    this.#unread = this.#unread.subarray(located.end);
    return { status: statusOf(head), head, body: located.body };
  }
}

/** The value of a header, or null. */
export function headerOf({ head }: HttpResponse, name: string): string | null {
  return new RegExp(`^${name}:[ \t]*(.*?)[ \t]*$`, 'im').exec(head)?.[1] ?? null;
}

/** @throws Error if `head` does not begin with a status line */
function statusOf(head: string): number {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  if (!status) throw new Error(`No HTTP/1.1 response: ${head.slice(0, 80)}`);
  return status;
}

interface LocatedBody {
  body: Buffer;
  /** The position of the first byte after the body. */
  end: number;
}

/**
 * Null if the body is not complete.
 * @throws Error if the length of the body is not stated, or if a chunk is not as long as its size states
 */
function bodyOf(head: string, bytes: Buffer, start: number): LocatedBody | null {
  if (/^HTTP\/1\.1 (1\d\d|204|304)/.test(head)) return { body: EMPTY, end: start };
  if (/^transfer-encoding:[ \t]*chunked/im.test(head)) return chunkedBody(bytes, start);
  const length = /^content-length:[ \t]*(\d+)/im.exec(head)?.[1];
  if (length === undefined) throw new Error(`A response without a length: ${head}`);
  const end = start + Number(length);
  return bytes.length < end ? null : { body: bytes.subarray(start, end), end };
}

/**
 * With each new piece, the body is parsed again from its start. This is fast enough, because a response has only a few
 * pieces. Null if the body is not complete.
 * @throws Error if a chunk is not as long as its size states
 */
function chunkedBody(bytes: Buffer, start: number): LocatedBody | null {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const sizeEnd = bytes.indexOf(LINE_END, at);
    if (sizeEnd < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, sizeEnd), 16);
    const chunkEnd = sizeEnd + LINE_END.length + size;
    const next = chunkEnd + LINE_END.length;
    if (bytes.length < next) return null;
    if (bytes.indexOf(LINE_END, chunkEnd) !== chunkEnd)
      throw new Error('A chunk is not as long as its size states');
    if (size === 0) return { body: Buffer.concat(chunks), end: next };
    chunks.push(bytes.subarray(sizeEnd + LINE_END.length, chunkEnd));
    at = next;
  }
}
