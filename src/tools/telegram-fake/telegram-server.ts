/**
 * A simulation of Telegram on the loopback interface: the Bot API, and a page on which a developer writes to the bot as
 * one of several users. Tests start the same server and control its users with `SimulatedUser`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FAKE_BOT, FAKE_TOKEN } from '../cli/telegram/fake-values.ts';
import { callMethod } from './bot-methods.ts';
import { type FakeUser, Refusal } from './objects.ts';
import { createChatSite } from './page/chat-site.ts';
import { readPayload, toWebRequest } from './payload.ts';
import { SimulatedUser } from './simulated-user.ts';
import { Simulation, type SimulationOptions } from './simulation.ts';

export interface TelegramServer {
  url: string;
  simulation: Simulation;
  /** Returns a user who writes in the private chat with the bot (default) or in the group. */
  simulatedUser(user: FakeUser, chatType?: 'private' | 'group'): SimulatedUser;
  /** Refuses the next `callCount` calls of the bot with 429. */
  limitCalls(callCount: number, retryAfterSeconds: number): void;
  stop(): Promise<void>;
}

export interface TelegramServerOptions extends Partial<SimulationOptions> {
  /** 0 selects a free port. */
  port?: number;
}

export const ANNA: FakeUser = {
  id: 7_000_000_001,
  is_bot: false,
  first_name: 'Anna',
  last_name: 'Berg',
  username: 'anna_berg',
};
export const BERT: FakeUser = { id: 7_000_000_002, is_bot: false, first_name: 'Bert' };

/** Starts the simulation on 127.0.0.1. Rejects if the port is in use. */
export async function startTelegram({
  port = 0,
  bot = FAKE_BOT,
  token = FAKE_TOKEN,
  users = [ANNA, BERT],
  ...options
}: TelegramServerOptions = {}): Promise<TelegramServer> {
  const simulation = new Simulation({ bot, token, users, ...options });
  const site = createChatSite(simulation);

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://telegram.test');
    const method = /^\/bot[^/]+\/([^/]+)$/.exec(pathname)?.[1];
    if (method !== undefined) return callBotApi(request, response, method);
    if (pathname.startsWith(`/file/bot${token}/`)) {
      const bytes = simulation.fileByPath(pathname.slice(`/file/bot${token}/`.length));
      response
        .writeHead(bytes ? 200 : 404, { 'Content-Type': 'application/octet-stream' })
        .end(bytes ?? undefined);
      return;
    }
    const page = await site(await toWebRequest(request));
    response
      .writeHead(page.status, Object.fromEntries(page.headers))
      .end(Buffer.from(await page.arrayBuffer()));
  }

  async function callBotApi(
    request: IncomingMessage,
    response: ServerResponse,
    method: string,
  ): Promise<void> {
    const payload = await readPayload(await toWebRequest(request));
    const reply = (status: number, body: object) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    try {
      if (!request.url?.startsWith(`/bot${token}/`)) throw new Refusal(401, 'Unauthorized');
      const result = callMethod(simulation, method, payload);
      simulation.calls.push({ method, payload });
      reply(200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, parameters } = error;
      simulation.calls.push({ method, payload, error: message });
      reply(code, { ok: false, error_code: code, description: message, ...(parameters && { parameters }) });
    }
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    simulation,
    simulatedUser: (user, chatType = 'private') =>
      new SimulatedUser(simulation, user, chatType === 'private' ? user.id : null),
    limitCalls: (callCount, retryAfterSeconds) => {
      simulation.limit = { remainingCalls: callCount, retryAfterSeconds };
    },
    stop: () => {
      simulation.delivery.stop();
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return stopped;
    },
  };
}
