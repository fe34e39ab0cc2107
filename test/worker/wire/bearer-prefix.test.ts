/**
 * The `Authorization` header: "Bearer" may occur twice, because users type "Bearer" into a field of Swagger UI that
 * already adds this prefix.
 */
import { expect, it } from 'vitest';
import { call, signUp } from '../support/client.ts';

const ROUTES = ['/auth/me', '/passages', '//api/auth/me', '//auth/me'];

it.each(ROUTES)(
  'the route %s accepts the prefix "Bearer" once or twice, in any letter case',
  async (path) => {
    const { token } = await signUp();
    for (const prefix of ['Bearer', 'Bearer Bearer', 'bearer  BEARER ']) {
      const { status } = await call(path, { headers: { Authorization: `${prefix} ${token}` } });
      expect([prefix, status]).toEqual([prefix, 200]);
    }
  },
);

it.each(ROUTES)(
  'the route %s rejects three prefixes, prefixes without a token, and "Bearer Basic"',
  async (path) => {
    const { token } = await signUp();
    for (const value of [`Bearer Bearer Bearer ${token}`, 'Bearer Bearer', `Bearer Basic ${token}`]) {
      const { status } = await call(path, { headers: { Authorization: value } });
      expect([value, status]).toEqual([value, 401]);
    }
  },
);
