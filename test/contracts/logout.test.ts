/** A logout on any contract removes stored responses from the browser, but no cookies and no storage of other pages. */
import { expect, it } from 'vitest';
import { call } from '../worker/support/client.ts';
import { newSampleData } from './sample-data.ts';

const LOGOUTS = ['/auth/logout', '/auth/logout/all', '//api/auth/logout', '//auth/logout'];

it.each(LOGOUTS)('POST %s clears the cache only', async (path) => {
  const { token } = await newSampleData();
  const { status, headers } = await call(path, { method: 'POST', token, body: {} });
  expect([status, headers.get('Clear-Site-Data')]).toEqual([200, '"cache"']);
});

it.each(LOGOUTS)('POST %s clears nothing when it is rejected', async (path) => {
  const { status, headers } = await call(path, { method: 'POST', token: 'invalid', body: {} });
  expect([status, headers.get('Clear-Site-Data')]).toEqual([401, null]);
});
