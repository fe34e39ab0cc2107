/** The configuration: its defaults, the values that it accepts, its errors, and the keys that it derives. */
import { expect, it } from 'vitest';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { openKeyRing } from '../../../src/crypto/key-ring.ts';
import { signToken, verifyToken } from '../../../src/crypto/tokens.ts';

const KEYS = JSON.stringify([{ kid: 'k', secret: 's'.repeat(32) }]);
const JWK = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};
/** The public part of another private key. */
const OTHER_X = 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw';
const BOT = {
  TELEGRAM_BOT_TOKEN: '1000000001:AA-a-token-for-tests-only',
  TELEGRAM_WEBHOOK_SECRET: 'a-secret-for-tests-only',
  TELEGRAM_BOT_INFO: '{"id":1000000001,"is_bot":true,"first_name":"Plugs","username":"plugs_bot"}',
};
const DEVELOPMENT = { ENVIRONMENT: 'development', JWT_KEYS: KEYS };

it('the limit of logins, the lockout and the lifetimes have the documented defaults', () => {
  const configuration = parseConfiguration(DEVELOPMENT);
  expect(configuration.limits.login).toEqual({ max: 5, windowMs: 900_000 });
  expect(configuration.lockout).toEqual({ maxFailures: 10, lockMs: 3_600_000 });
  expect(configuration.lifetimes).toEqual({
    web: [1800, 604_800],
    mobile: [604_800, 2_592_000],
    device: [3600, 604_800],
    media: [604_800, 2_592_000],
    auction: [604_800, 2_592_000],
  });
  expect(configuration.sessionLifeMs).toBe(90 * 86_400_000);
  expect([configuration.otpLifeMs, configuration.resetTokenLifeMs]).toEqual([300_000, 1_800_000]);
});

it('JSON in LIMITS and LIFETIMES replaces single limits and lifetimes, and another limit keeps its default', () => {
  const configuration = parseConfiguration({
    ...DEVELOPMENT,
    LIMITS: '{"login": [7, 60]}',
    LIFETIMES: '{"otp": 60}',
  });
  expect(configuration.limits.login).toEqual({ max: 7, windowMs: 60_000 });
  expect(configuration.limits.refresh).toEqual({ max: 10, windowMs: 300_000 });
  expect(configuration.otpLifeMs).toBe(60_000);
});

it('the environment is production by default, and production requires a transport that sends e-mails', () => {
  expect(() => parseConfiguration({ JWT_KEYS: KEYS })).toThrow(
    /MAIL_TRANSPORT: production requires the mail transport/,
  );
  const production = { JWT_KEYS: KEYS, MAIL_TRANSPORT: 'binding', PUBLIC_URL: 'https://plugs.example' };
  expect(parseConfiguration(production).environment).toBe('production');
});

it('the configuration requires PUBLIC_URL in production, but not in development', () => {
  const production = { JWT_KEYS: KEYS, MAIL_TRANSPORT: 'binding' };
  expect(() => parseConfiguration(production)).toThrow(/PUBLIC_URL: production requires the public origin/);
  expect(parseConfiguration(DEVELOPMENT).publicUrl).toBeUndefined();
});

it.each([
  ['JWT_KEYS', {}],
  ['JWT_KEYS', { JWT_KEYS: 'not json' }],
  ['JWT_KEYS', { JWT_KEYS: '[]' }],
  ['JWT_KEYS', { JWT_KEYS: '[{"kid":"k","secret":"far too short to sign with"}]' }],
  ['JWT_KEYS', { JWT_KEYS: JSON.stringify([1, 2].map(() => ({ kid: 'k', secret: 's'.repeat(32) }))) }],
  ['JWT_PRIVATE_JWK', { JWT_KEYS: KEYS, JWT_PRIVATE_JWK: '{"kty":"RSA"}' }],
  ['LIMITS', { JWT_KEYS: KEYS, LIMITS: '{"logins": [1, 2]}' }],
  ['LIMITS', { JWT_KEYS: KEYS, LIMITS: '{"login": [0, 2]}' }],
  ['LIFETIMES', { JWT_KEYS: KEYS, LIFETIMES: '{"otp": "5 minutes"}' }],
  ['SMTP_URL', { JWT_KEYS: KEYS, MAIL_TRANSPORT: 'smtp' }],
  ['SMTP_URL', { JWT_KEYS: KEYS, MAIL_TRANSPORT: 'smtp', SMTP_URL: 'https://mail.test' }],
  ['SMTP_URL', { JWT_KEYS: KEYS, SMTP_URL: 'smtp://u:p%zz@mail.test' }],
  ['SMTP_URL', { JWT_KEYS: KEYS, SMTP_URL: 'smtp://mail.test/path' }],
  ['MAIL_FROM', { JWT_KEYS: KEYS, MAIL_FROM: 'Plugs no-reply@plugs.test' }],
  ['MAIL_FROM', { JWT_KEYS: KEYS, MAIL_FROM: '' }],
  ['ADMIN_EMAILS', { JWT_KEYS: KEYS, ADMIN_EMAILS: 'boss@acme' }],
  ['ADMIN_EMAILS', { JWT_KEYS: KEYS, ADMIN_EMAILS: 'ada@example.com; grace@example.com' }],
  ['PUBLIC_URL', { JWT_KEYS: KEYS, PUBLIC_URL: 'plugs' }],
  ['PASSWORD_PEPPER', { JWT_KEYS: KEYS, PASSWORD_PEPPER: 'short' }],
  ['PASSWORD_PEPPER', { JWT_KEYS: KEYS, PASSWORD_PEPPER: 'put-32-random-bytes-here' }],
  ['JWT_PRIVATE_JWK', { JWT_KEYS: KEYS, JWT_PRIVATE_JWK: JSON.stringify({ ...JWK, d: 'AAAA' }) }],
  ['JWT_PRIVATE_JWK', { JWT_KEYS: KEYS, JWT_PRIVATE_JWK: JSON.stringify({ ...JWK, d: '' }) }],
  ['JWT_PRIVATE_JWK', { JWT_KEYS: KEYS, JWT_PRIVATE_JWK: JSON.stringify({ ...JWK, x: OTHER_X }) }],
  ['JWT_PRIVATE_JWK', { JWT_KEYS: KEYS, JWT_PRIVATE_JWK: JSON.stringify({ ...JWK, kid: 7 }) }],
  ['TELEGRAM_BOT_TOKEN', { JWT_KEYS: KEYS, ...BOT, TELEGRAM_BOT_TOKEN: 'token' }],
  ['TELEGRAM_WEBHOOK_SECRET', { JWT_KEYS: KEYS, TELEGRAM_BOT_TOKEN: BOT.TELEGRAM_BOT_TOKEN }],
  ['TELEGRAM_BOT_INFO', { JWT_KEYS: KEYS, ...BOT, TELEGRAM_BOT_INFO: undefined }],
  ['TELEGRAM_WEBHOOK_SECRET', { JWT_KEYS: KEYS, ...BOT, TELEGRAM_WEBHOOK_SECRET: 'too short' }],
  ['TELEGRAM_WEBHOOK_SECRET', { JWT_KEYS: KEYS, ...BOT, TELEGRAM_WEBHOOK_SECRET: 'with spaces in its text' }],
  ['TELEGRAM_BOT_INFO', { JWT_KEYS: KEYS, ...BOT, TELEGRAM_BOT_INFO: '{"id":1}' }],
  ['TELEGRAM_BOT_INFO', { JWT_KEYS: KEYS, ...BOT, TELEGRAM_BOT_INFO: 'plugs_bot' }],
  ['ALLOWED_ORIGINS', { JWT_KEYS: KEYS, ALLOWED_ORIGINS: '*' }],
  ['ALLOWED_ORIGINS', { JWT_KEYS: KEYS, ALLOWED_ORIGINS: 'null' }],
  ['ALLOWED_ORIGINS', { JWT_KEYS: KEYS, ALLOWED_ORIGINS: 'https://a.example,https://b.example/' }],
  ['ALLOWED_ORIGINS', { JWT_KEYS: KEYS, ALLOWED_ORIGINS: 'a.example' }],
])(
  'the configuration is rejected with an error that names the invalid or missing variable %s',
  (name, variables) => {
    expect(() => parseConfiguration({ ENVIRONMENT: 'development', ...variables })).toThrow(
      new RegExp(`Invalid configuration\\..*${name}`),
    );
  },
);

it('the configuration accepts a private key whose members "use", "key_ops" and "alg" do not allow EdDSA signing, and a signed token is valid', async () => {
  const text = JSON.stringify({ ...JWK, kid: '2026-11', key_ops: ['verify'], use: 'enc', alg: 'ES256' });
  const { keys, issuer, audience, maxLifetimeSeconds } = parseConfiguration({
    ...DEVELOPMENT,
    JWT_PRIVATE_JWK: text,
  });
  const keyRing = await openKeyRing({ ...keys, issuer, audience, maxLifetimeSeconds });
  const claims = { accountId: 'a', sessionId: 1, tokenId: 't', issuedAtSeconds: 1, expiresAtSeconds: 2 };
  const token = await signToken(keyRing, 'access', claims);
  expect(await verifyToken(keyRing, 'access', token, 1500)).toEqual({ kind: 'valid', claims });
});

it('the configuration requires https for calls to Plex in production, but not in development', () => {
  const plex = { PLEX_API_URL: 'http://plex.example' };
  const production = { JWT_KEYS: KEYS, MAIL_TRANSPORT: 'binding', PUBLIC_URL: 'https://plugs.example' };
  expect(() => parseConfiguration({ ...production, ...plex })).toThrow(
    /PLEX_API_URL: production requires an https URL/,
  );
  expect(parseConfiguration({ ...DEVELOPMENT, ...plex }).plex.apiUrl).toBe(plex.PLEX_API_URL);
});

it('the configuration has a bot only if the variables of the bot are set, and production requires https for calls to Telegram', () => {
  expect(parseConfiguration(DEVELOPMENT).telegram).toBeNull();
  const { telegram } = parseConfiguration({ ...DEVELOPMENT, ...BOT });
  expect(telegram?.botInfo.username).toBe('plugs_bot');
  expect(telegram?.apiUrl).toBe('https://api.telegram.org');
  const production = { JWT_KEYS: KEYS, MAIL_TRANSPORT: 'binding', PUBLIC_URL: 'https://plugs.example' };
  const unencrypted = { ...BOT, TELEGRAM_API_URL: 'http://telegram.example/' };
  expect(() => parseConfiguration({ ...production, ...unencrypted })).toThrow(/TELEGRAM_API_URL: production/);
  expect(parseConfiguration({ ...DEVELOPMENT, ...unencrypted }).telegram?.apiUrl).toBe(
    'http://telegram.example',
  );
});

it('the derived keys differ from each other and from the secret, and each key changes with the first secret', () => {
  const { derivedKeys } = parseConfiguration(DEVELOPMENT);
  const keys = [...Object.values(derivedKeys), 's'.repeat(32)];
  expect(new Set(keys).size).toBe(Object.keys(derivedKeys).length + 1);
  const rotated = JSON.stringify([{ kid: 'l', secret: 't'.repeat(32) }, ...JSON.parse(KEYS)]);
  const { derivedKeys: others } = parseConfiguration({ ...DEVELOPMENT, JWT_KEYS: rotated });
  expect(new Set([...keys, ...Object.values(others)]).size).toBe(2 * Object.keys(derivedKeys).length + 1);
});

it('the error for a secret that is too short does not contain the secret', () => {
  const secret = 'a-secret-of-a-few-bytes';
  const wrong = { JWT_KEYS: JSON.stringify([{ kid: 'k', secret }]) };
  let message = '';
  try {
    parseConfiguration(wrong);
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain('JWT_KEYS');
  expect(message).not.toContain(secret);
});
