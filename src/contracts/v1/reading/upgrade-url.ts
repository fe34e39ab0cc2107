/** Where a reader becomes premium. */
import type { Context } from 'hono';
import type { AppEnv } from '../../../http/app-env.ts';

/** The account page of this origin, as people reach it. */
export function upgradeUrl(c: Context<AppEnv>): string {
  const origin = c.get('ctx').configuration.publicUrl ?? new URL(c.req.url).origin;
  return `${origin.replace(/\/+$/, '')}/web/account`;
}
