/** The length of an e-mail address in ASCII, and the length of a URL in its longest form. */
import { describe, expect, it } from 'vitest';
import { canonicalEmail } from '../../../src/rules/accounts/email-address.ts';
import { longestUrlLength } from '../../../src/rules/http-url.ts';

const LOCAL_PART = 'a'.repeat(64);
const U_UMLAUT = '\u00fc';

describe('an e-mail address at an internationalized domain', () => {
  it('an address whose ASCII form has exactly 254 characters is accepted', () => {
    expect(canonicalEmail(`  ${LOCAL_PART.toUpperCase()}@${`${U_UMLAUT}.`.repeat(23)}abcde  `)).toBe(
      `${LOCAL_PART}@${'xn--tda.'.repeat(23)}abcde`,
    );
  });

  it('an address whose ASCII form has more than 254 characters is rejected, although the Unicode form is shorter', () => {
    expect(canonicalEmail(`${LOCAL_PART}@${`${U_UMLAUT}.`.repeat(24)}de`)).toBeNull();
  });
});

describe('the length of a URL', () => {
  const BASE_URL = 'https://example.com/';
  it.each([
    ['ASCII characters', 'p'.repeat(480), 480],
    ['percent-encoded characters', '%C3%A9'.repeat(80), 480],
    ['characters that are sent with percent-encoding', '\u00e9'.repeat(80), 480],
    ['characters of two UTF-16 units', '\u{1f600}'.repeat(40), 480],
    ['characters that normalization makes longer, in their percent-encoded form', '\u0958'.repeat(10), 90],
  ])('longestUrlLength counts %s', (_, path, pathLength) => {
    expect(longestUrlLength(`${BASE_URL}${path}`)).toBe(BASE_URL.length + pathLength);
  });

  it('longestUrlLength counts the ASCII form of the host', () => {
    expect(longestUrlLength(`https://${U_UMLAUT}.example/`)).toBe('https://xn--tda.example/'.length);
  });

  it('longestUrlLength counts a text that is not a URL as it was sent', () => {
    expect(longestUrlLength('x'.repeat(501))).toBe(501);
  });
});
