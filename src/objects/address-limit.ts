/** Exact counts of the calls from one address block. One object per block. */
import { DurableObject, RpcTarget } from 'cloudflare:workers';
import type { Limit, LimitVerdict } from '../rules/guards/window-limit.ts';
import { scheduleAlarm } from './alarm.ts';
import type { ObjectEnvironment } from './environment.ts';
import { GUARD_SCHEMA, GuardStore, SELF } from './guard-store.ts';
import { applySchema } from './schema-steps.ts';
import { TrippedLimitWriter } from './tripped-limit-writer.ts';

export interface SpendInput {
  bucket: string;
  limit: Limit;
  /** False for a limit that is counted here on every request: an entry in the edge cache would never be read. */
  isCached?: boolean;
}

/** A counted call whose outcome is not known yet. Its methods are not billed, because they are part of the call that created it. */
class Reservation extends RpcTarget {
  readonly #refund: () => void;
  readonly #close: () => void;

  constructor(refund: () => void, close: () => void) {
    super();
    this.#refund = refund;
    this.#close = close;
  }

  /** Takes the call back from the window it was counted in. */
  refund(): void {
    this.#refund();
  }

  /** The outcome is known. The runtime also calls this when the caller disposes the stub or its request ends. */
  [Symbol.dispose](): void {
    this.#close();
  }
}

export type ReserveResult = LimitVerdict & { reservation: Reservation };

export class AddressLimit extends DurableObject<ObjectEnvironment> {
  readonly #store: GuardStore;
  readonly #limitWriter: TrippedLimitWriter;
  /** While reservations are open, one of them may be refunded, so that a full window is not final. */
  #openReservations = 0;
  /** False until the tables exist, and again after the alarm has deleted them. */
  #isReady = false;

  constructor(state: DurableObjectState, env: ObjectEnvironment) {
    super(state, env);
    this.#store = new GuardStore(state.storage.sql);
    this.#limitWriter = new TrippedLimitWriter(env.EDGE_CACHE);
  }

  /** Counts a call. A used-up window is written to the edge cache. */
  spend({ bucket, limit, isCached = true }: SpendInput): LimitVerdict {
    const nowMs = Date.now();
    this.#prepare();
    const verdict = this.#store.spend(SELF, bucket, limit, nowMs);
    if (!verdict.allowed && isCached && this.#openReservations === 0) {
      const address = this.ctx.id.name ?? '';
      this.ctx.waitUntil(this.#limitWriter.write(bucket, address, verdict.window, nowMs));
    }
    if (verdict.window.count === 1) {
      this.ctx.waitUntil(scheduleAlarm(this.ctx.storage, verdict.window.resetAtMs));
    }
    return verdict;
  }

  /** Counts a call that is refunded when it succeeds. */
  reserve(input: SpendInput): ReserveResult {
    const verdict = this.spend(input);
    const { resetAtMs } = verdict.window;
    if (verdict.allowed) this.#openReservations += 1;
    const refund = () => {
      if (verdict.allowed) this.#store.refund(SELF, input.bucket, resetAtMs);
    };
    const close = () => {
      if (verdict.allowed) this.#openReservations -= 1;
    };
    return { ...verdict, reservation: new Reservation(refund, close) };
  }

  override async alarm(): Promise<void> {
    this.#prepare();
    this.#store.sweep(Date.now(), 0);
    if (this.#store.isEmpty()) {
      this.#isReady = false;
      await this.ctx.storage.deleteAll();
      return;
    }
    await this.ctx.storage.setAlarm(this.#store.nextExpiryMs() ?? Date.now());
  }

  #prepare(): void {
    if (!this.#isReady) applySchema(this.ctx.storage.sql, [GUARD_SCHEMA]);
    this.#isReady = true;
  }
}
