/** Contacts for the tests in a browser, created with the API. */
import type { Page } from 'playwright-core';
import { PASSWORD, signUp } from './browser-tab.ts';

/** Signs up on the page, and returns a token of the API for the same account. */
export async function signUpWithToken(page: Page, email: string): Promise<string> {
  await signUp(page, email);
  const response = await page.request.post('/api/v1/auth/login', { data: { email, password: PASSWORD } });
  return (await response.json()).tokens.access_token;
}

/** Creates a contact and returns its id. */
export async function createContact(page: Page, token: string, data: object): Promise<string> {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await page.request.post('/api/v1/plugs/', { data, headers });
  if (response.status() !== 201) throw new Error(await response.text());
  return (await response.json()).id;
}

/** Creates many contacts with one import. */
export async function importContacts(page: Page, token: string, data: object[]): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await page.request.post('/api/v1/plugs/import', { data, headers });
  if ((await response.json()).created !== data.length) throw new Error(await response.text());
}
