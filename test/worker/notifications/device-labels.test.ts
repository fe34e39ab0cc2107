/**
 * The device name in an e-mail comes from the `User-Agent`, which an attacker can choose. The device name must not
 * contain a link.
 */
import { expect, it } from 'vitest';
import { deviceLabel, userAgentFamily } from '../../../src/rules/sessions/user-agent.ts';

it.each([
  ['secure-plugs-login.example', 'secure-plugs-login example'],
  ['secure-plugs-login.example/1.0', 'secure-plugs-login example'],
  ['evil.example/1 (Linux; Android 14; login.example/x@y)', expect.not.stringMatching(/[.:/@]/)],
  ['Mozilla/5.0 evil.example/login', expect.not.stringMatching(/[.:/@]/)],
  ['PlugsApp/2.1 CFNetwork/1410 Darwin/22.6.0', expect.stringMatching(/^PlugsApp( on .+)?$/)],
  ['Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36', 'Chrome on Linux'],
  ['', 'Unknown device'],
])('the label of the user agent "%s" contains no link', (userAgent, label) => {
  expect(deviceLabel(userAgent)).toEqual(label);
});

it('the family of a user agent keeps the punctuation of the user agent', () => {
  expect(userAgentFamily('secure-plugs-login.example/1.0')).toBe('secure-plugs-login.example');
});
