/** Accounts and contacts for the tests in a browser. The contacts are created with the API. */
import type { Page } from 'playwright-core';
import { PASSWORD, signUp } from './browser-tab.ts';

/** Signs up on the page, signs in to the same account with the API, and returns the access token. */
export async function signUpWithToken(page: Page, email: string): Promise<string> {
  await signUp(page, email);
  const response = await page.request.post('/api/v1/auth/login', { data: { email, password: PASSWORD } });
  return (await response.json()).tokens.access_token;
}

/** Creates a contact and returns its id. Throws an error if the API does not create the contact. */
export async function createContact(page: Page, token: string, contact: object): Promise<string> {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await page.request.post('/api/v1/plugs/', { data: contact, headers });
  if (response.status() !== 201) throw new Error(await response.text());
  return (await response.json()).id;
}

/** Creates many contacts with one import. Throws an error if the API does not create all of them. */
export async function importContacts(page: Page, token: string, contacts: object[]): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await page.request.post('/api/v1/plugs/import', { data: contacts, headers });
  if ((await response.json()).created !== contacts.length) throw new Error(await response.text());
}
