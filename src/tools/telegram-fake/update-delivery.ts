/**
 * Delivers updates to the webhook of the bot as Telegram does. The updates of one chat are delivered in their order. An
 * update is sent again with the same `update_id` until the status of the response is 2xx or `stop` is called.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { FakeUpdate } from './objects.ts';

export interface Webhook {
  url: string;
  secret: string;
  /** The kinds of updates to deliver. An empty list stands for `DEFAULT_UPDATES`. */
  allowedUpdates: string[];
}

/** An attempt to deliver an update. The status is 0 if there was no response or no webhook. */
export interface Attempt {
  updateId: number;
  status: number;
}

/** The maximum duration of one attempt. */
const TIMEOUT_MS = 60_000;
/** The maximum delay between attempts. It is shorter than in Telegram, because developers restart the worker often. */
const MAX_DELAY_MS = 10_000;
const DEFAULT_UPDATES = ['message', 'callback_query', 'my_chat_member'];

export class UpdateDelivery {
  webhook: Webhook | null = null;
  readonly attempts: Attempt[] = [];
  /** The error of the last failed attempt, also after a later success. Null if no attempt has failed. */
  lastError: string | null = null;
  #lastUpdate: { chatId: number; update: FakeUpdate } | null = null;
  #queues = new Map<number, Promise<void>>();
  #stopping = new AbortController();
  #firstDelayMs: number;
  #nextId: number;
  #pending = 0;

  /**
   * `firstId` must be larger than all ids before a restart of this program, because the bot ignores an update with an
   * id that the bot has already handled.
   */
  constructor({ firstDelayMs, firstId }: { firstDelayMs: number; firstId: number }) {
    this.#firstDelayMs = firstDelayMs;
    this.#nextId = firstId;
  }

  /** The number of queued updates, including the updates that are being sent. */
  get pending(): number {
    return this.#pending;
  }

  /**
   * Queues an update of a chat. Resolves when the bot has accepted the update, when the webhook does not accept this
   * kind of update, or after `stop`.
   */
  deliver(chatId: number, content: Omit<FakeUpdate, 'update_id'>): Promise<void> {
    const update = { update_id: this.#nextId, ...content };
    this.#nextId += 1;
    this.#lastUpdate = { chatId, update };
    return this.#enqueue(chatId, update);
  }

  /** Delivers the last queued update again, if there is one. Telegram may also deliver an update twice. */
  repeatLast(): Promise<void> {
    const last = this.#lastUpdate;
    return last ? this.#enqueue(last.chatId, last.update) : Promise.resolve();
  }

  /** Cancels the current attempts and all further attempts. */
  stop(): void {
    this.#stopping.abort();
  }

  #enqueue(chatId: number, update: FakeUpdate): Promise<void> {
    const previousDelivery = this.#queues.get(chatId) ?? Promise.resolve();
    this.#pending += 1;
    const delivered = previousDelivery
      .then(() => this.#send(update))
      .finally(() => {
        this.#pending -= 1;
      });
    this.#queues.set(
      chatId,
      delivered.catch(() => undefined),
    );
    return delivered;
  }

  async #send(update: FakeUpdate): Promise<void> {
    const { signal } = this.#stopping;
    for (let waitMs = this.#firstDelayMs; !signal.aborted; waitMs = Math.min(2 * waitMs, MAX_DELAY_MS)) {
      const status = await this.#attempt(update);
      if (status === null) return;
      this.attempts.push({ updateId: update.update_id, status });
      if (status >= 200 && status < 300) return;
      this.lastError = status === 0 ? 'Connection failed' : `Wrong response from the webhook: ${status}`;
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /**
   * Sends an update once. Returns the status of the response, or 0 if there is no response or no webhook. Returns null
   * if the webhook does not accept this kind of update.
   */
  async #attempt(update: FakeUpdate): Promise<number | null> {
    const { webhook } = this;
    if (!webhook) return 0;
    const allowed = webhook.allowedUpdates.length > 0 ? webhook.allowedUpdates : DEFAULT_UPDATES;
    if (!Object.keys(update).some((name) => allowed.includes(name))) return null;
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': webhook.secret },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), this.#stopping.signal]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }
}
