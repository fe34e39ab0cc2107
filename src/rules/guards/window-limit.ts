/** A fixed window that opens with its first counted call. Pure. */

export interface Limit {
  /** Calls allowed in one window. */
  max: number;
  windowMs: number;
}

/** What is kept of one window. */
export interface Window {
  count: number;
  resetAtMs: number;
}

export interface LimitVerdict {
  allowed: boolean;
  window: Window;
}

/** Counts one call. A refused call is not counted and does not move the window's end. */
export function spendFromWindow(window: Window | undefined, limit: Limit, nowMs: number): LimitVerdict {
  if (!window || window.resetAtMs <= nowMs) {
    return { allowed: true, window: { count: 1, resetAtMs: nowMs + limit.windowMs } };
  }
  if (window.count >= limit.max) return { allowed: false, window };
  return { allowed: true, window: { count: window.count + 1, resetAtMs: window.resetAtMs } };
}

/**
 * Whole seconds until `untilMs`: what `Retry-After` says. Never less than one, and never more than the whole span,
 * which an object whose clock read a moment later would otherwise make of it.
 */
export function secondsUntil(untilMs: number, nowMs: number, spanMs: number): number {
  return Math.max(1, Math.ceil(Math.min(untilMs - nowMs, spanMs) / 1000));
}
