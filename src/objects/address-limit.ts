/** The exact per-address counts, one object per address block. */
import { DurableObject, RpcTarget } from 'cloudflare:workers';
import type { Limit, LimitVerdict } from '../rules/guards/window-limit.ts';
import type { ObjectEnvironment } from './environment.ts';
import { GUARD_SCHEMA, GuardStore } from './guard-store.ts';
import { applySchema } from './schema-steps.ts';
import { TrippedLimitWriter } from './tripped-limit-writer.ts';

/** The object is one address: the ledger's subject is always itself. */
const SELF = '';

/** A counted call that may be given back. Calls on it are not billed: it came with the first one. */
export class Reservation extends RpcTarget {
  readonly #giveBack: () => void;
  readonly #settle: () => void;

  constructor(giveBack: () => void, settle: () => void) {
    super();
    this.#giveBack = giveBack;
    this.#settle = settle;
  }

  refund(): void {
    this.#giveBack();
  }

  [Symbol.dispose](): void {
    this.#settle();
  }
}

export type ReserveAnswer = LimitVerdict & { reservation: Reservation };

export class AddressLimit extends DurableObject<ObjectEnvironment> {
  readonly #ledger: GuardStore;
  readonly #publisher: TrippedLimitWriter;
  /** Reservations whose outcome is not known: while there are any, a full window may yet empty. */
  #underWay = 0;
  #ready = false;

  constructor(state: DurableObjectState, env: ObjectEnvironment) {
    super(state, env);
    this.#ledger = new GuardStore(state.storage.sql);
    this.#publisher = new TrippedLimitWriter(env.EDGE_CACHE);
  }

  /** Counts a call for good; a limit that is asked here every time is not published. */
  spend(bucket: string, limit: Limit, { isPublished = true } = {}): LimitVerdict {
    const nowMs = Date.now();
    this.#prepare();
    const verdict = this.#ledger.spend(SELF, bucket, limit, nowMs);
    if (!verdict.allowed && isPublished && this.#underWay === 0) this.#publish(bucket, verdict, nowMs);
    if (verdict.window.count === 1) this.ctx.waitUntil(this.#scheduleAlarm(verdict.window.resetAtMs));
    return verdict;
  }

  /** Counts a call that a success gives back. */
  reserve(bucket: string, limit: Limit): ReserveAnswer {
    const verdict = this.spend(bucket, limit);
    const { resetAtMs } = verdict.window;
    if (verdict.allowed) this.#underWay += 1;
    const giveBack = () => verdict.allowed && this.#ledger.giveBack(SELF, bucket, resetAtMs);
    const settle = () => {
      if (verdict.allowed) this.#underWay -= 1;
    };
    return { ...verdict, reservation: new Reservation(giveBack, settle) };
  }

  override async alarm(): Promise<void> {
    this.#prepare();
    this.#ledger.sweep(Date.now(), 0);
    if (this.#ledger.isEmpty()) {
      this.#ready = false;
      await this.ctx.storage.deleteAll();
      return;
    }
    await this.ctx.storage.setAlarm(this.#ledger.nextExpiryMs() ?? Date.now());
  }

  #prepare(): void {
    if (!this.#ready) applySchema(this.ctx.storage.sql, [GUARD_SCHEMA]);
    this.#ready = true;
  }

  #publish(bucket: string, verdict: LimitVerdict, nowMs: number): void {
    const address = this.ctx.id.name ?? '';
    this.ctx.waitUntil(this.#publisher.publish(bucket, address, verdict.window, nowMs));
  }

  async #scheduleAlarm(atMs: number): Promise<void> {
    const alarm = await this.ctx.storage.getAlarm();
    if (alarm === null || alarm > atMs) await this.ctx.storage.setAlarm(atMs);
  }
}
