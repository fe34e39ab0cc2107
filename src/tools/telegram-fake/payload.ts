/** The parameters of a call of the Bot API: in JSON, in a form, or in the query. */
import type { IncomingMessage } from 'node:http';

/** Converts a request of Node to a request of the Fetch API, because the Fetch API can parse forms. */
export async function toWebRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/', headers } = request;
  return new Request(new URL(url, `http://${headers.host ?? '127.0.0.1'}`), {
    method,
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
}

/** The parameters of a call by name. */
export type Payload = Record<string, unknown>;

/** A file in a form of the bot. Another parameter refers to the file as `attach://{name of the form field}`. */
export interface AttachedFile {
  /** The file name, not the name of the form field. */
  name: string;
  bytes: Uint8Array;
}

/**
 * Returns the parameters of a call. A parameter of the body replaces a parameter of the query with the same name.
 * @throws SyntaxError or TypeError if the body is not valid JSON or not a valid form
 */
export async function readPayload(request: Request): Promise<Payload> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const type = request.headers.get('Content-Type') ?? '';
  if (type.startsWith('application/json')) return { ...query, ...((await request.json()) as object) };
  if (!/^(?:multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return query;
  const fields = [...(await request.formData())].map(
    async ([name, value]): Promise<[string, string | AttachedFile]> => [
      name,
      typeof value === 'string'
        ? value
        : { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) },
    ],
  );
  return { ...query, ...Object.fromEntries(await Promise.all(fields)) };
}
