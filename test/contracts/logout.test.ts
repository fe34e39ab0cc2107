/**
 * The header `Clear-Site-Data` of a logout in the contracts v1, media and auction. The browser deletes stored
 * responses, but no cookies and no other stored data.
 */
import { expect, it } from 'vitest';
import { call } from '../worker/support/client.ts';
import { createSampleData } from './sample-data.ts';

const LOGOUTS = ['/auth/logout', '/auth/logout/all', '//api/auth/logout', '//auth/logout'];

it.each(LOGOUTS)(
  'the response to a logout by POST %s clears the cache of the browser, and nothing else',
  async (path) => {
    const { token } = await createSampleData();
    const { status, headers } = await call(path, { method: 'POST', token, body: {} });
    expect([status, headers.get('Clear-Site-Data')]).toEqual([200, '"cache"']);
  },
);

it.each(LOGOUTS)(
  'the response to a rejected logout by POST %s clears nothing in the browser',
  async (path) => {
    const { status, headers } = await call(path, { method: 'POST', token: 'invalid', body: {} });
    expect([status, headers.get('Clear-Site-Data')]).toEqual([401, null]);
  },
);
