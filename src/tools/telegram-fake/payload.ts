/** The parameters of a call of the Bot API: in JSON, in a form, or in the query. */
import type { IncomingMessage } from 'node:http';

/** The request of Node as a request of the Fetch API, which can parse forms. */
export async function webRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/', headers } = request;
  const entries = Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]);
  return new Request(new URL(url, `http://${headers.host ?? '127.0.0.1'}`), {
    method,
    headers: entries.filter(([name]) => !/^(?:connection|transfer-encoding|expect|keep-alive)$/.test(name)),
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
}

/** A file in a form of the bot. Another parameter refers to it as `attach://` and its name. */
export interface AttachedFile {
  name: string;
  bytes: Uint8Array;
}

/** The parameters of a call. */
export async function payloadOf(request: Request): Promise<Record<string, unknown>> {
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
