/** The cookies of the pages. Scripts cannot read them. Browsers do not send them with a POST from another site. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type * as z from 'zod';
import type { AppEnv } from '../../http/app-env.ts';

/** The cookie of the session. In production its name is `__Host-plugs_web`. */
export const SESSION_COOKIE = 'plugs_web';

/** Returns the text of a cookie, or null if the request does not have it. */
export function readCookie(c: Context<AppEnv>, name: string): string | null {
  return (isEncrypted(c) ? getCookie(c, name, 'host') : getCookie(c, name)) ?? null;
}

export function writeCookie(c: Context<AppEnv>, name: string, value: string, maxAgeSeconds: number): void {
  setCookie(c, name, value, { ...attributes(c), maxAge: maxAgeSeconds });
}

export function removeCookie(c: Context<AppEnv>, name: string): void {
  deleteCookie(c, name, attributes(c));
}

/**
 * Returns the value that `writeStep` stored in a cookie. Returns null if it is missing or does not match the schema.
 */
export function readStep<Schema extends z.ZodType>(
  c: Context<AppEnv>,
  name: string,
  schema: Schema,
): z.output<Schema> | null {
  try {
    return schema.parse(JSON.parse(readCookie(c, name) ?? ''));
  } catch {
    return null;
  }
}

/** Stores a value for the next step of a form in a cookie. */
export function writeStep(c: Context<AppEnv>, name: string, value: object, maxAgeSeconds: number): void {
  writeCookie(c, name, JSON.stringify(value), maxAgeSeconds);
}

/** The cookie has the prefix `__Host-` if the connection is encrypted (RFC 6265bis section 4.1.3.2). */
function attributes(c: Context<AppEnv>) {
  const shared = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;
  return isEncrypted(c) ? ({ ...shared, secure: true, prefix: 'host' } as const) : shared;
}

function isEncrypted(c: Context<AppEnv>): boolean {
  return new URL(c.req.url).protocol === 'https:';
}
