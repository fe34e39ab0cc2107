/** The texts of e-mails, and how values are inserted into them. */
import { expect, it } from 'vitest';
import { renderEmail } from '../../../src/mail/templates.ts';

const VALUES = {
  name: 'Ada',
  device: 'Firefox on Windows',
  address: '203.0.113.9',
  country: 'US',
  time: 'Friday, 21 November 2031 at 07:00:00 GMT-5',
};
const DEVICE_ADDRESS_AND_TIME =
  'Firefox on Windows at 203.0.113.9 (US), Friday, 21 November 2031 at 07:00:00 GMT-5';

it('an e-mail with a code shows the code directly below its introduction, in text and HTML', () => {
  const { subject, text, html } = renderEmail('password_reset_code', {
    name: '',
    code: '123456',
    minutes: 5,
  });
  expect(subject).toBe('Your code to reset your Plugs password');
  expect(text).toBe(
    [
      'Hello,',
      'Use this code to reset your password:',
      '123456',
      'It is valid for 5 minutes and can be used once.',
      'If you did not request it, ignore this e-mail. Your password stays the same.\n',
    ].join('\n\n'),
  );
  expect(html).toMatch(
    /<p>Use this code to reset your password:<\/p><p [^>]*><strong>123456<\/strong><\/p><p>It/,
  );
});

it.each([
  [1, '1 minute'],
  [60, '1 hour'],
  [90, '90 minutes'],
])('an e-mail with a code states a lifetime of %i minutes as %s', (minutes, words) => {
  const { text } = renderEmail('password_reset_code', { name: 'Ada', code: '123456', minutes });
  expect(text).toContain(`It is valid for ${words} and can be used once.`);
});

it.each([
  [10, 3600, '10 wrong passwords in a row', 'For 1 hour, no password is accepted'],
  [3, 900, '3 wrong passwords in a row', 'For 15 minutes, no password is accepted'],
])(
  'the e-mail about a lock states the number of failures and the duration: %i failures, %i seconds',
  (failures, lockSeconds, ...sentences) => {
    const { text } = renderEmail('account_locked', { ...VALUES, failures, lockSeconds });
    for (const sentence of sentences) expect(text).toContain(sentence);
  },
);

it('the e-mail about a Telegram link names the Telegram user, and not the client address', () => {
  const { text } = renderEmail('telegram_linked', { ...VALUES, telegramName: '@jane_smith' });
  expect(text).toContain(
    'The Telegram user @jane_smith was linked to your account, Friday, 21 November 2031',
  );
  expect(text).not.toContain(VALUES.address);
});

it('the e-mail about a new e-mail address names the device, the client address, the country and the time, and has a link that undoes the change', () => {
  const link = 'https://plugs.example/account/revert/token';
  const { text, html } = renderEmail('email_changed', { ...VALUES, link });
  expect(text).toBe(
    [
      'Hello Ada,',
      `The e-mail address of your account was changed. The change came from ${DEVICE_ADDRESS_AND_TIME}. Sign-in and password reset use the new address from now on.`,
      'If this was not you, open this page within 7 days. It restores this address and signs out every device:',
      link,
      'After that, reset your password.\n',
    ].join('\n\n'),
  );
  expect(html).toContain(`<p><a href="${link}">${link}</a></p>`);
});

it('the e-mails about a password state what happened to devices, verification and the Plex link', () => {
  const changeText = renderEmail('password_changed', VALUES).text;
  expect(changeText).toContain('This device stays signed in. Every other device has been signed out.');
  const onlyPassword = { ...VALUES, isNewlyVerified: false, plexLink: null };
  const resetText = renderEmail('password_reset', onlyPassword).text;
  expect(resetText).toContain('Every device has been signed out, and any lock of your account has ended.');
  expect(resetText).not.toMatch(/verified|Plex/);
  const removedText = renderEmail('password_reset', {
    ...VALUES,
    isNewlyVerified: true,
    plexLink: 'removed',
  }).text;
  expect(removedText).toContain('The code has also verified this e-mail address.');
  expect(removedText).toContain('The link with a Plex account was removed');
  const keptText = renderEmail('password_reset', {
    ...VALUES,
    isNewlyVerified: false,
    plexLink: 'kept',
  }).text;
  expect(keptText).toContain('You can still sign in with your Plex account');
});

it('a name is escaped in the HTML of an e-mail, and not in its text', () => {
  const { text, html } = renderEmail('new_device', { ...VALUES, name: '<b>"Ada"</b> & \'co\'' });
  expect(text).toMatch(/^Hello <b>"Ada"<\/b> & 'co',\n/);
  expect(html).toContain('<p>Hello &lt;b&gt;&quot;Ada&quot;&lt;/b&gt; &amp; &#39;co&#39;,</p>');
});
