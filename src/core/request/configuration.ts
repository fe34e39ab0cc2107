/**
 * The configuration of the worker. It is validated once at start. The worker does not start with an invalid variable.
 */
import type { JWK } from 'jose';
import * as z from 'zod';
import { derivedKey } from '../../crypto/derived-key.ts';
import { canSign } from '../../crypto/ed25519-jwk.ts';
import { canonicalEmail } from '../../rules/accounts/email-address.ts';
import type { Limit } from '../../rules/guards/window-limit.ts';
import { PAGE_SESSION_SECONDS } from '../../rules/sessions/page-session.ts';
import { mailVariables, reportMailIssues } from './mail-configuration.ts';
import { reportTelegramIssues, telegramConfiguration, telegramVariables } from './telegram-configuration.ts';

/** RFC 7518 section 3.2: a key for HS256 is at least as long as the hash output. */
const MIN_KEY_BYTES = 32;
/** The value of `PASSWORD_PEPPER` in `.dev.vars.example`, which is public. */
const EXAMPLE_PEPPER = 'put-32-random-bytes-here';

const PLEX_API_URL = 'https://plex.tv';
const PLEX_CLIENT_IDENTIFIER = 'plugs';

/** Limits: `[maximum, seconds]`; `otp_tries`: `[per block, in all]`. Lifetimes: `[access seconds, refresh seconds]`. */
const pair = z.tuple([z.int().positive(), z.int().positive()]);

const limitsSchema = z
  .strictObject({
    login: pair.default([5, 15 * 60]),
    send_otp: pair.default([3, 5 * 60]),
    verify_otp: pair.default([5, 15 * 60]),
    change_password: pair.default([3, 30 * 60]),
    refresh: pair.default([10, 5 * 60]),
    register: pair.default([10, 3600]),
    plex_login: pair.default([5, 15 * 60]),
    media: pair.default([100, 15 * 60]),
    sign_ins: pair.default([30, 15 * 60]),
    lockout: pair.default([10, 3600]),
    otp_tries: pair.default([5, 50]),
    code_emails: pair.default([20, 86_400]),
    code_emails_in_all: pair.default([60, 86_400]),
    failed_codes: pair.default([1000, 15 * 60]),
    plugs: z.int().positive().default(100_000),
  })
  .prefault({});

const lifetimesSchema = z
  .strictObject({
    web: pair.default([30 * 60, 7 * 86_400]),
    mobile: pair.default([7 * 86_400, 30 * 86_400]),
    device: pair.default([3600, 7 * 86_400]),
    media: pair.default([7 * 86_400, 30 * 86_400]),
    auction: pair.default([7 * 86_400, 30 * 86_400]),
    session: z
      .int()
      .positive()
      .default(90 * 86_400),
    otp: z.int().positive().default(300),
    reset_token: z.int().positive().default(1800),
  })
  .prefault({});

const keySchema = z.object({
  kid: z.string().min(1),
  secret: z.string().refine((secret) => new TextEncoder().encode(secret).byteLength >= MIN_KEY_BYTES, {
    message: `a secret has at least ${MIN_KEY_BYTES} bytes`,
  }),
});

/** At least one key. All keys verify. The first key signs, unless `JWT_PRIVATE_JWK` is set. */
const keysSchema = z
  .tuple([keySchema], keySchema)
  .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, {
    message: 'each key needs its own kid',
  });

/** The schema of a variable whose text is JSON. */
const jsonVariable = (name: string) =>
  z.string().transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: `${name} is not JSON` });
      return z.NEVER;
    }
  });

/** An Ed25519 private key as JWK (RFC 8037). Other members, such as `key_ops`, are not used. */
const privateJwkSchema = z
  .object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    kid: z.string().min(1).optional(),
    d: z.string(),
    x: z.string(),
  })
  .refine(canSign, { message: 'the public part x does not belong to the private part d' });

/** Whether each item of a list is an origin as browsers send it (RFC 6454 section 6.2), but not `*` or `null`. */
function areOrigins(text: string): boolean {
  return listOf(text).every((item) => {
    const url = URL.parse(item);
    return url !== null && /^https?:$/.test(url.protocol) && url.origin === item;
  });
}

/** Every variable that the worker reads, with its default. `docs/configuration.md` describes each variable. */
export const configurationSchema = z
  .object({
    ENVIRONMENT: z.enum(['development', 'test', 'production']).default('production'),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    ALLOWED_ORIGINS: z
      .string()
      .default('')
      .refine(areOrigins, { message: 'each item is an origin, for example https://app.example.com' }),
    JWT_KEYS: jsonVariable('JWT_KEYS').pipe(keysSchema),
    JWT_PRIVATE_JWK: jsonVariable('JWT_PRIVATE_JWK').pipe(privateJwkSchema).optional(),
    JWT_ISSUER: z.string().min(1).default('plugs'),
    JWT_AUDIENCE: z.string().min(1).default('plugs'),
    PASSWORD_PEPPER: z
      .string()
      .min(16)
      .refine((pepper) => pepper !== EXAMPLE_PEPPER, { message: 'the value of .dev.vars.example is public' })
      .optional(),
    LIMITS: jsonVariable('LIMITS').pipe(limitsSchema).prefault('{}'),
    LIFETIMES: jsonVariable('LIFETIMES').pipe(lifetimesSchema).prefault('{}'),
    ...mailVariables,
    PLEX_API_URL: z.url({ protocol: /^https?$/ }).default(PLEX_API_URL),
    PLEX_CLIENT_IDENTIFIER: z.string().min(1).default(PLEX_CLIENT_IDENTIFIER),
    ADMIN_EMAILS: z
      .string()
      .default('')
      .refine((text) => listOf(text).every((item) => canonicalEmail(item) !== null), {
        message: 'each item is an e-mail address',
      }),
    ...telegramVariables(jsonVariable),
  })
  .refine(({ ENVIRONMENT, PUBLIC_URL }) => ENVIRONMENT !== 'production' || PUBLIC_URL, {
    path: ['PUBLIC_URL'],
    message: 'production requires the public origin of this worker, for example https://plugs.example.com',
  })
  .refine(({ ENVIRONMENT, PLEX_API_URL }) => ENVIRONMENT !== 'production' || isHttps(PLEX_API_URL), {
    path: ['PLEX_API_URL'],
    message: 'production requires an https URL',
  })
  .superRefine(reportMailIssues)
  .superRefine(reportTelegramIssues);

/** The entries of `LIMITS` that do not count the calls of a client. `LIMIT_EXCEEDED` does not name these entries. */
type OtherLimit = 'lockout' | 'otp_tries' | 'code_emails' | 'code_emails_in_all' | 'failed_codes' | 'plugs';

/** The names of the limits that count the calls of a client in a window. */
export type LimitName = Exclude<keyof z.output<typeof limitsSchema>, OtherLimit>;

export type Configuration = ReturnType<typeof toConfiguration>;

/**
 * Validates the variables of the worker.
 * @throws Error with a message that names each invalid variable, without its value
 */
export function parseConfiguration(variables: object): Configuration {
  const parsed = configurationSchema.safeParse(variables);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`Invalid configuration. ${problems.join('; ')}. See docs/configuration.md.`);
  }
  return toConfiguration(parsed.data);
}

/** Converts the variables to the types and units of the code. `…Ms` is in milliseconds, `lifetimes` is in seconds. */
function toConfiguration(data: z.output<typeof configurationSchema>) {
  const { lockout, otp_tries, code_emails, code_emails_in_all, failed_codes, plugs, ...limits } = data.LIMITS;
  const { session, otp, reset_token, ...lifetimes } = data.LIFETIMES;
  return {
    environment: data.ENVIRONMENT,
    publicUrl: data.PUBLIC_URL,
    allowedOrigins: listOf(data.ALLOWED_ORIGINS),
    /** An account with one of these e-mail addresses is an administrator once the address is verified. */
    adminEmails: listOf(data.ADMIN_EMAILS).flatMap((email) => canonicalEmail(email) ?? []),
    keys: { symmetric: data.JWT_KEYS, privateJwk: data.JWT_PRIVATE_JWK as JWK | undefined },
    /**
     * One key for each purpose except the signing of tokens, derived from the first secret. If this secret is replaced,
     * current one-time codes and Plex PIN ids, and links in queued e-mails, become invalid. Counts for client addresses
     * and unknown identifiers start again from zero.
     */
    derivedKeys: {
      oneTimeCodes: derivedKey(data.JWT_KEYS[0].secret, 'one-time codes'),
      sealedIds: derivedKey(data.JWT_KEYS[0].secret, 'sealed ids'),
      accountLinks: derivedKey(data.JWT_KEYS[0].secret, 'account links'),
      identifiers: derivedKey(data.JWT_KEYS[0].secret, 'identifiers'),
      addresses: derivedKey(data.JWT_KEYS[0].secret, 'addresses'),
    },
    issuer: data.JWT_ISSUER,
    audience: data.JWT_AUDIENCE,
    pepper: data.PASSWORD_PEPPER,
    limits: mapValues(limits, toLimit),
    /** The maximum number of plugs of an account, including plugs in the trash. */
    maxPlugs: plugs,
    /** The limits of one-time codes. A limit `…PerBlock` counts each requesting block (`ClientAddress`) separately. */
    codes: {
      triesPerBlock: otp_tries[0],
      triesInAll: otp_tries[1],
      emailsPerBlock: toLimit(code_emails),
      emailsInAll: toLimit(code_emails_in_all),
      wrongCodesOfService: toLimit(failed_codes),
    },
    plex: {
      apiUrl: data.PLEX_API_URL.replace(/\/+$/, ''),
      clientIdentifier: data.PLEX_CLIENT_IDENTIFIER,
      /** Whether a variable of Plex differs from its default. Otherwise the sign-in page does not offer Plex. */
      isConfigured:
        data.PLEX_API_URL !== PLEX_API_URL || data.PLEX_CLIENT_IDENTIFIER !== PLEX_CLIENT_IDENTIFIER,
    },
    lockout: { maxFailures: lockout[0], lockMs: lockout[1] * 1000 },
    lifetimes,
    /** The maximum lifetime of any token. Tokens with a longer lifetime are rejected. */
    maxLifetimeSeconds: Math.max(PAGE_SESSION_SECONDS, ...Object.values(lifetimes).flat()),
    /** The maximum time from a sign-in to the end of its session. */
    sessionLifeMs: session * 1000,
    otpLifeMs: otp * 1000,
    resetTokenLifeMs: reset_token * 1000,
    /** Null if the bot is not configured. */
    telegram: telegramConfiguration(data),
    mail: { transport: data.MAIL_TRANSPORT, from: data.MAIL_FROM, smtpUrl: data.SMTP_URL },
  };
}

function toLimit([max, seconds]: [number, number]): Limit {
  return { max, windowMs: seconds * 1000 };
}

function isHttps(url: string): boolean {
  return URL.parse(url)?.protocol === 'https:';
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

function mapValues<Key extends string, From, To>(
  record: Record<Key, From>,
  change: (value: From) => To,
): Record<Key, To> {
  const entries = Object.entries<From>(record).map(([key, value]) => [key, change(value)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}
