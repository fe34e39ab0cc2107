/**
 * One of 1,024 objects that count calls exactly, for the limits of client addresses, of new e-mail addresses and of the
 * whole service. A keyed hash of the address selects the object. A new address therefore creates no further object, and
 * a caller cannot choose the object.
 */
import { DurableObject, RpcTarget } from 'cloudflare:workers';
import type { Limit, LimitVerdict } from '../rules/guards/window-limit.ts';
import { scheduleAlarm } from './alarm.ts';
import type { ObjectEnvironment } from './environment.ts';
import { ExceededLimitWriter } from './exceeded-limit-writer.ts';
import { ATTEMPTS_SCHEMA } from './guard-attempts.ts';
import { GUARD_SCHEMA, GuardStore, OTP_TRIES_SCHEMA } from './guard-store.ts';
import { applySchema } from './schema-steps.ts';

export interface CallToCount {
  /** The name of the limit. */
  bucket: string;
  /**
   * What the call is counted for. For a client: its IPv4 address, or its IPv6 /64 and /48. For a new e-mail address:
   * its hash, with and without the requesting block of the client. For the whole service: a fixed text. The call is
   * counted for all subjects or for none.
   */
  subjects: { subject: string; limit: Limit }[];
  /** False for a limit that is never looked up in the edge cache, because every request is counted in this object. */
  isCached?: boolean;
}

/** The verdict for the first window that is used up. If none is used up, the verdict for the first window. */
export interface CountResult extends LimitVerdict {
  /**
   * True if the window is used up, but one of its counted calls may still be refunded. The window may then allow a call
   * again before it ends.
   */
  isPending: boolean;
}

/** The time between deletions of windows that have ended. */
const SWEEP_INTERVAL_MS = 60 * 60_000;

/**
 * A counted call whose outcome is not known yet. If the call was refused, the methods have no effect. Calls of the
 * methods are not billed, because they are part of the call that created the reservation.
 */
class CallReservation extends RpcTarget {
  readonly #refund: () => void;
  readonly #close: () => void;
  #isClosed = false;

  constructor(refund: () => void, close: () => void) {
    super();
    this.#refund = refund;
    this.#close = close;
  }

  /** Subtracts the call from the windows in which it was counted. */
  refund(): void {
    this.#refund();
  }

  /** Closes the reservation. The runtime calls this method when the caller disposes its stub or the request ends. */
  [Symbol.dispose](): void {
    if (!this.#isClosed) this.#close();
    this.#isClosed = true;
  }
}

type Counted = LimitVerdict & { subject: string };

export type ReserveResult = CountResult & { reservation: CallReservation };

export class AddressLimit extends DurableObject<ObjectEnvironment> {
  readonly #store: GuardStore;
  readonly #limitWriter: ExceededLimitWriter;
  /** The number of open reservations of each window. */
  readonly #openReservations = new Map<string, number>();
  /** False until the tables exist, and again after the alarm has deleted them. */
  #isReady = false;

  constructor(state: DurableObjectState, env: ObjectEnvironment) {
    super(state, env);
    this.#store = new GuardStore(state.storage.sql);
    this.#limitWriter = new ExceededLimitWriter(env.EDGE_CACHE);
  }

  /**
   * Counts a call. A window that is used up is written to the edge cache, unless a counted call may still be refunded
   * or `isCached` is false.
   */
  countCall(input: CallToCount): CountResult {
    return this.#result(input, this.#count(input));
  }

  /** Counts a call. The caller can refund the call with the reservation when its outcome is known. */
  reserve(input: CallToCount): ReserveResult {
    const counted = this.#count(input);
    const result = this.#result(input, counted);
    if (!result.isAllowed) return { ...result, reservation: new CallReservation(doNothing, doNothing) };
    const keys = input.subjects.map(({ subject }) => windowKey(input.bucket, subject));
    for (const key of keys) this.#openReservations.set(key, (this.#openReservations.get(key) ?? 0) + 1);
    const refund = () => {
      for (const { subject, window } of counted) {
        this.#store.refund(subject, input.bucket, window.resetAtMs);
      }
    };
    const close = () => {
      for (const key of keys) this.#close(key);
    };
    return { ...result, reservation: new CallReservation(refund, close) };
  }

  override async alarm(): Promise<void> {
    this.#createTables();
    this.#store.sweep(Date.now(), 0);
    if (this.#store.isEmpty()) {
      this.#isReady = false;
      await this.ctx.storage.deleteAll();
      return;
    }
    await this.ctx.storage.setAlarm(Date.now() + SWEEP_INTERVAL_MS);
  }

  #count({ bucket, subjects }: CallToCount): Counted[] {
    this.#prepare();
    const windows = subjects.map(({ subject, limit }) => ({ subject, bucket, limit }));
    const verdicts = this.#store.countCalls(windows, Date.now());
    return verdicts.map((verdict, at) => ({ ...verdict, subject: subjects[at]?.subject ?? '' }));
  }

  #result({ bucket, isCached = true }: CallToCount, counted: Counted[]): CountResult {
    const refused = counted.find(({ isAllowed }) => !isAllowed);
    const { subject, isAllowed, window } = refused ?? (counted[0] as Counted);
    const isPending = !isAllowed && this.#openReservations.has(windowKey(bucket, subject));
    if (!isAllowed && !isPending && isCached) {
      this.ctx.waitUntil(this.#limitWriter.write(bucket, subject, window, Date.now()));
    }
    return { isAllowed, window, isPending };
  }

  #close(key: string): void {
    const count = (this.#openReservations.get(key) ?? 0) - 1;
    if (count > 0) this.#openReservations.set(key, count);
    else this.#openReservations.delete(key);
  }

  /** Creates the missing tables and sets the alarm. */
  #prepare(): void {
    if (this.#isReady) return;
    this.#createTables();
    this.ctx.waitUntil(scheduleAlarm(this.ctx.storage, Date.now() + SWEEP_INTERVAL_MS));
  }

  /** Creates the missing tables. Does not set the alarm, because the alarm may delete the tables again. */
  #createTables(): void {
    if (this.#isReady) return;
    applySchema(this.ctx.storage.sql, [GUARD_SCHEMA, ATTEMPTS_SCHEMA, OTP_TRIES_SCHEMA]);
    this.#isReady = true;
  }
}

function windowKey(bucket: string, subject: string): string {
  return `${bucket}:${subject}`;
}

function doNothing(): void {}
