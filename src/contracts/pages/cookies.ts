/**
 * The cookies of the pages. Scripts cannot read these cookies. Browsers do not send these cookies with a POST request
 * that another site causes.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type * as z from 'zod';
import type { AppEnv } from '../../http/app-env.ts';

/** The name of the session cookie. Over HTTPS, the name is `__Host-plugs_web`. */
export const SESSION_COOKIE = 'plugs_web';

/** Returns the value of a cookie, or null if the request does not contain the cookie. */
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
 * Returns the value that `writeJsonCookie` stored in a cookie. Returns null if the cookie is missing, is not JSON, or
 * does not match the schema. The value is not signed, so the user can change it.
 */
export function readJsonCookie<Schema extends z.ZodType>(
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

/** Stores a value as JSON in a cookie, for the next page of a process with several steps. */
export function writeJsonCookie(
  c: Context<AppEnv>,
  name: string,
  value: object,
  maxAgeSeconds: number,
): void {
  writeCookie(c, name, JSON.stringify(value), maxAgeSeconds);
}

/**
 * The attributes of every cookie of the pages. Over HTTPS, the name also gets the prefix `__Host-` (RFC 6265bis
 * section 4.1.3.2).
 */
function attributes(c: Context<AppEnv>) {
  const shared = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;
  return isEncrypted(c) ? ({ ...shared, secure: true, prefix: 'host' } as const) : shared;
}

function isEncrypted(c: Context<AppEnv>): boolean {
  return new URL(c.req.url).protocol === 'https:';
}
