/** A limit of calls in a fixed window, which begins with the first counted call. Pure. */

export interface Limit {
  /** Calls allowed in one window. */
  max: number;
  windowMs: number;
}

/** The stored state of one window. */
export interface Window {
  count: number;
  resetAtMs: number;
}

export interface LimitVerdict {
  isAllowed: boolean;
  /** The window after the call. */
  window: Window;
}

/** Counts one call. A rejected call is not counted and does not change the end of the window. */
export function countInWindow(window: Window | undefined, limit: Limit, nowMs: number): LimitVerdict {
  if (!window || window.resetAtMs <= nowMs) {
    return { isAllowed: true, window: { count: 1, resetAtMs: nowMs + limit.windowMs } };
  }
  if (window.count >= limit.max) return { isAllowed: false, window };
  return { isAllowed: true, window: { count: window.count + 1, resetAtMs: window.resetAtMs } };
}

/**
 * Whole seconds until `untilMs`, for example for `Retry-After`. The result is at least 1. It is at most `spanMs`, the
 * length of the window or lock, because the clock of an object may be slightly ahead of the clock of the request.
 */
export function secondsUntil(untilMs: number, nowMs: number, spanMs: number): number {
  return Math.max(1, Math.ceil(Math.min(untilMs - nowMs, spanMs) / 1000));
}
