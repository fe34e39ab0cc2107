/**
 * E-mail addresses and user names have a canonical form. Spellings whose canonical forms differ at most in the case of A
 * to Z belong to the same account. An address with a Kelvin sign and a user name with mathematical letters have no
 * canonical form. They can neither register nor sign in.
 */
import { describe, expect, it } from 'vitest';
import { canonicalEmail } from '../../../src/rules/accounts/email-address.ts';
import { canonicalIdentifier } from '../../../src/rules/accounts/identifier.ts';
import { canonicalUsername, usernameFrom } from '../../../src/rules/accounts/username.ts';
import { call, freshEmail, PASSWORD } from '../support/client.ts';

const KELVIN = '\u212A';
const register = (body: Record<string, unknown>) =>
  call('/auth/register', { body: { password: PASSWORD, ...body } });

describe('an e-mail address', () => {
  it.each([
    [' Ada@Example.COM ', 'ada@example.com'],
    ['me@bücher.example', 'me@xn--bcher-kva.example'],
    ['me@BÜCHER.example', 'me@xn--bcher-kva.example'],
    ['me@XN--BCHER-KVA.example', 'me@xn--bcher-kva.example'],
    ["o'brien+tag@example.com", "o'brien+tag@example.com"],
  ])('the canonical form of the e-mail address %j is %s', (typed, stored) => {
    expect(canonicalEmail(typed)).toBe(stored);
  });

  it.each([
    ['a Kelvin sign in the local part', `fran${KELVIN}@example.com`],
    ['a Kelvin sign in the domain', `me@${KELVIN}elvin.example`],
    ['full-width letters in the local part', 'ａda@example.com'],
    ['full-width letters in the domain', 'me@ｅxample.com'],
    ['an ideographic full stop', 'me@example。com'],
    ['a dotted capital I', 'm\u0130ke@example.com'],
    ['a long s', 'ma\u017F@example.com'],
    ['a decomposed letter in the domain', 'me@bu\u0308cher.example'],
    ['a soft hyphen in the domain', 'me@exam\u00ADple.com'],
    ['another address after a comma and a space', 'a@example.com, b@example.com'],
    ['another address after a comma', 'a@example.com,b@example.com'],
    ['a line break', 'a@example.com\r\nBcc: b@example.com'],
    ['two @ signs', 'a@b@example.com'],
    ['a user and a password', 'a@user:password@example.com'],
    ['a port', 'a@example.com:80'],
    ['a path', 'a@example.com/path'],
    ['a percent-encoded character', 'a@ex%61mple.com'],
    ['an IP address as its domain', 'a@0x7f.1'],
  ])('an e-mail address with %s is rejected', (_, typed) => {
    expect(canonicalEmail(typed)).toBeNull();
  });

  it('an address with a Kelvin sign instead of the letter k cannot sign in, register or request a code', async () => {
    const email = freshEmail('frank');
    await register({ email });
    const lookAlike = email.replace('k', KELVIN);
    for (const path of ['/auth/login', '//auth/login']) {
      expect((await call(path, { body: { email: lookAlike, password: PASSWORD } })).status).toBe(401);
      expect((await call(path, { body: { email: email.toUpperCase(), password: PASSWORD } })).status).toBe(
        200,
      );
    }
    const token = await call('/auth/token/', { body: { login: lookAlike, password: PASSWORD } });
    expect(token.status).toBe(401);
    expect((await register({ email: lookAlike })).status).toBe(400);
    expect((await call('/auth/send-otp', { body: { email: lookAlike } })).status).toBe(400);
  });
});

describe('a user name', () => {
  it.each([
    ['full-width letters', 'ｂｏｂ', 'bob'],
    ['half-width kana', 'ｶﾞ', 'ガ'],
    ['a decomposed letter', 'rene\u0301', 'rené'],
    ['a capital letter outside ASCII', 'ÉMILE', 'éMILE'],
    ['a sigma in upper case at the end', 'ΟΔΥΣ', 'οδυσ'],
    ['a final sigma in lower case', 'οδυς', 'οδυσ'],
    ['a dotted capital I', 'İbrahim', 'ibrahim'],
    ['decomposed Hangul', '\u1112\u1161\u11ab', '한'],
    ['ASCII letters in upper case', 'Grace.Hopper', 'Grace.Hopper'],
  ])('the user name with %s, %s, has the canonical form %s', (_, typed, stored) => {
    expect(canonicalUsername(typed)).toBe(stored);
    expect(canonicalUsername(stored)).toBe(stored);
  });

  it.each(['𝐛𝐨𝐛', 'ﬁnn', 'bob²', 'b\u00ADob', 'bob@', 'b ob', '', 'x'.repeat(151)])(
    'the user name %j is rejected',
    (typed) => {
      expect(canonicalUsername(typed)).toBeNull();
    },
  );

  it('the decomposed, upper-case, full-width and untrimmed spellings of a user name are taken and can sign in, and a spelling with mathematical letters can neither register nor sign in', async () => {
    const [email, name] = [freshEmail(), `rené${freshEmail('n').split('@')[0]}`];
    expect((await register({ email, username: name })).status).toBe(201);
    const spellings = [name.normalize('NFD'), name.toUpperCase(), `ｒ${name.slice(1)}`, ` ${name} `];
    for (const username of spellings) {
      const taken = await register({ email: freshEmail(), username });
      expect([username, taken.status]).toEqual([username, 400]);
      expect(taken.body.detail).toBe('A user with that username already exists.');
      const { status } = await call('/auth/token/', { body: { username, password: PASSWORD } });
      expect([username, status]).toEqual([username, 200]);
    }
    const mathematical = `𝐫${name.slice(1)}`;
    expect((await register({ email: freshEmail(), username: mathematical })).status).toBe(400);
    expect(
      (await call('/auth/token/', { body: { username: mathematical, password: PASSWORD } })).status,
    ).toBe(401);
  });

  it('a user name that is created from another name is in NFKC and leaves out characters that are not permitted', () => {
    expect(usernameFrom('𝐁ob Ｔree!\n<b>', 100)).toBe('BobTreeb');
    expect(usernameFrom('é'.repeat(10_000), 100)).toBe('é'.repeat(100));
    expect(usernameFrom(' \u0000🎬', 100)).toBeNull();
  });
});

it('canonicalIdentifier trims an invalid address and lower-cases only its ASCII letters, and lower-cases a user name', () => {
  expect(canonicalIdentifier(` Fran${KELVIN}@Example.com `)).toBe(`fran${KELVIN}@example.com`);
  expect(canonicalIdentifier('ÉMILE')).toBe('émile');
});
