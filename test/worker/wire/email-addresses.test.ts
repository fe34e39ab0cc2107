/**
 * The v1, auction and media contracts accept and reject the same e-mail addresses. The check of outgoing e-mails accepts
 * each accepted address.
 */
import { describe, expect, it } from 'vitest';
import { assertSafeMessage } from '../../../src/mail/safe-message.ts';
import { call, PASSWORD, signUp, type TestResponse } from '../support/client.ts';

const LABEL_63 = 'a'.repeat(63);
const ACCEPTED = [
  'plain@example.com',
  'a@b.co',
  'first.last@example.com',
  'a!b@example.com',
  'x#y@example.com',
  "o'brien@example.com",
  'user=tag@example.com',
  'user+tag@example.com',
  'user_name@example.com',
  '-dash-@example.com',
  '{curly}|pipe@example.com',
  'slash/dept@example.com',
  '1234567890@example.com',
  'me@sub.sub.example.com',
  'me@xn--80ak6aa92e.xn--p1ai',
  'me@example-with-dash.com',
  'me@123.example.com',
  `${'l'.repeat(64)}@example.com`,
  `me@${LABEL_63}.com`,
  `me@${LABEL_63}.${LABEL_63}.${LABEL_63}.${'a'.repeat(54)}.com`,
];
const REJECTED = [
  '',
  'plain',
  '@example.com',
  'me@',
  'me@localhost',
  'me@example',
  'me@example.c',
  'me@example.123',
  'me@-example.com',
  'me@example-.com',
  'me@example..com',
  '.me@example.com',
  'me.@example.com',
  'm..e@example.com',
  'm e@example.com',
  '"quoted"@example.com',
  'me@[127.0.0.1]',
  'mé@example.com',
  `${'l'.repeat(65)}@example.com`,
  `me@${LABEL_63}.${LABEL_63}.${LABEL_63}.${'a'.repeat(60)}.com`,
];

/**
 * For each contract, a function that sends an address to the contract. The tests also count an address as accepted if it
 * is taken, because the test of another contract may have registered it.
 */
const SEND_ADDRESS: Record<string, (email: string) => Promise<TestResponse>> = {
  v1: (email) => call('/auth/register', { body: { email, password: PASSWORD } }),
  auction: (email) => call('//auth/signup', { body: { name: 'A B', email, password: 'Aa1!aaaa' } }),
  media: async (email) => {
    const { token } = await signUp();
    return call('//api/auth/me', { method: 'PUT', token, body: { email } });
  },
};

describe.each(Object.keys(SEND_ADDRESS))('the %s contract', (contract) => {
  it.each(ACCEPTED)('the contract accepts the e-mail address %s', async (email) => {
    const response = await SEND_ADDRESS[contract]?.(email);
    const isTaken = /already|taken/i.test(JSON.stringify(response?.body));
    expect(response?.status === 200 || response?.status === 201 || isTaken, JSON.stringify(response)).toBe(
      true,
    );
  });

  it.each(REJECTED)('the contract rejects the e-mail address "%s"', async (email) => {
    const response = await SEND_ADDRESS[contract]?.(email);
    expect(response?.status).toBe(400);
    expect(JSON.stringify(response?.body)).not.toMatch(/already|taken/i);
  });
});

it.each(ACCEPTED)('the check of outgoing e-mails accepts the recipient %s', (to) => {
  expect(() =>
    assertSafeMessage({ from: 'a@example.com', to, subject: 's', text: 't', html: '' }),
  ).not.toThrow();
});
