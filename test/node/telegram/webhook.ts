/** A webhook that records the updates that the simulated Telegram delivers. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedUpdate {
  update_id: number;
  /** The header `X-Telegram-Bot-Api-Secret-Token` of the request. */
  secret: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests read and assert arbitrary JSON
  [updateType: string]: any;
}

export interface Webhook {
  url: string;
  updates: ReceivedUpdate[];
  /** The statuses of the next responses. The status is 200 if the list is empty. */
  statuses: number[];
  /** Called for each update, after the update was recorded and before the response is sent. */
  onUpdate: (update: ReceivedUpdate) => Promise<void>;
  stop(): Promise<void>;
}

/** Starts the webhook on a free port of 127.0.0.1. */
export async function startWebhook(): Promise<Webhook> {
  const webhook: Webhook = {
    url: '',
    updates: [],
    statuses: [],
    onUpdate: () => Promise.resolve(),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const secret = request.headers['x-telegram-bot-api-secret-token']?.toString();
      const update = { ...JSON.parse(Buffer.concat(chunks).toString()), secret } as ReceivedUpdate;
      webhook.updates.push(update);
      await webhook.onUpdate(update);
      response.writeHead(webhook.statuses.shift() ?? 200, { Connection: 'close' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  webhook.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram/webhook`;
  return webhook;
}
