/** The exact per-address counts, one object per address block. */
import { DurableObject, RpcTarget } from 'cloudflare:workers';
import type { Limit, LimitVerdict } from '../rules/window-limit.ts';
import { DOOR_SCHEMA, DoorLedger } from './door-ledger.ts';
import type { ObjectEnvironment } from './environment.ts';
import { publishTrippedLimit } from './published-limits.ts';
import { applySchema } from './schema-steps.ts';

/** The object is one address: the ledger's subject is always itself. */
const SELF = '';

/** A counted call that may be given back. Calls on it are not billed: it came with the first one. */
export class Reservation extends RpcTarget {
  readonly #giveBack: () => void;

  constructor(giveBack: () => void) {
    super();
    this.#giveBack = giveBack;
  }

  refund(): void {
    this.#giveBack();
  }
}

export type ReserveAnswer = LimitVerdict & { reservation: Reservation };

export class AddressLimit extends DurableObject<ObjectEnvironment> {
  readonly #ledger: DoorLedger;
  #ready = false;

  constructor(state: DurableObjectState, env: ObjectEnvironment) {
    super(state, env);
    this.#ledger = new DoorLedger(state.storage.sql);
  }

  /** Counts a call for good. */
  spend(bucket: string, limit: Limit): LimitVerdict {
    const nowMs = Date.now();
    this.#prepare();
    const verdict = this.#ledger.spend(SELF, bucket, limit, nowMs);
    if (!verdict.allowed) this.#publish(bucket, verdict, nowMs);
    if (verdict.window.count === 1) this.ctx.waitUntil(this.#wakeAt(verdict.window.resetAtMs));
    return verdict;
  }

  /** Counts a call that a success gives back. */
  reserve(bucket: string, limit: Limit): ReserveAnswer {
    const verdict = this.spend(bucket, limit);
    const { resetAtMs } = verdict.window;
    const giveBack = () => verdict.allowed && this.#ledger.giveBack(SELF, bucket, resetAtMs);
    return { ...verdict, reservation: new Reservation(giveBack) };
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
    if (!this.#ready) applySchema(this.ctx.storage.sql, [DOOR_SCHEMA]);
    this.#ready = true;
  }

  #publish(bucket: string, verdict: LimitVerdict, nowMs: number): void {
    const address = this.ctx.id.name ?? '';
    this.ctx.waitUntil(publishTrippedLimit(this.env.PUBLISHED, bucket, address, verdict.window, nowMs));
  }

  async #wakeAt(atMs: number): Promise<void> {
    const alarm = await this.ctx.storage.getAlarm();
    if (alarm === null || alarm > atMs) await this.ctx.storage.setAlarm(atMs);
  }
}
