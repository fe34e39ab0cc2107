/** Who reads, and what somebody is told whom a passage is not for. */
import { AppError } from '../../rules/app-error.ts';
import type { Reader } from '../../store/reading/passages.ts';
import type { Ctx } from '../request/context.ts';

/** A passage that is asked for, and where to send somebody who has to pay for it. */
export interface PassageRequest {
  id: string;
  upgradeUrl: string;
}

/** The caller as the store asks about them. */
export function readerOf({ actor, nowMs }: Ctx): Reader {
  return { accountNumber: actor.kind === 'user' ? actor.accountNumber : null, nowMs };
}

/**
 * Holds a request to what the store said of its passage.
 * @throws AppError `NOT_FOUND`, `PREMIUM_REQUIRED`
 */
export function requireOpen(door: { isOpen: number } | undefined, upgradeUrl: string): void {
  if (!door) throw new AppError('NOT_FOUND');
  if (!door.isOpen) throw new AppError('PREMIUM_REQUIRED', { upgradeUrl });
}
