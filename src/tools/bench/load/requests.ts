/** Serialises the requests of the benchmark client. Pure. */

export interface RequestParts {
  /** By default `GET`, or `POST` for a request with a body. */
  method?: 'GET' | 'POST';
  path: string;
  token?: string;
  /** The client address, sent as `CF-Connecting-IP`; 198.18.0.1 by default. */
  address?: string;
  body?: unknown;
}

const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

/** The bytes of one HTTP/1.1 request. */
export function requestBytes({
  path,
  token,
  address,
  body,
  method = body === undefined ? 'GET' : 'POST',
}: RequestParts): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: plugs.test',
    `User-Agent: ${USER_AGENT}`,
    'Accept: application/json',
    `CF-Connecting-IP: ${address ?? '198.18.0.1'}`,
    ...(token ? [`Authorization: Bearer ${token}`] : []),
    ...(method === 'POST'
      ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]
      : []),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
}

/** The client address of an account, from a range that is reserved for benchmarks (RFC 2544). */
export function addressOf(account: number): string {
  return `198.18.${(account >> 8) & 255}.${account & 255}`;
}
