/** Which token lifetimes and which successor policy a client gets. Pure. */
import type { RefreshPolicy } from './refresh.ts';

export interface Lifetimes {
  web: [accessSeconds: number, refreshSeconds: number];
  mobile: [accessSeconds: number, refreshSeconds: number];
  device: [accessSeconds: number, refreshSeconds: number];
  media: [accessSeconds: number, refreshSeconds: number];
  auction: [accessSeconds: number, refreshSeconds: number];
}

export interface SessionTerms {
  clientType: string;
  policy: RefreshPolicy;
  accessSeconds: number;
  refreshSeconds: number;
}

/** The column of the contract's table that applies when the client does not say what it is. */
export type DefaultTerms = keyof Lifetimes;

const MOBILE = new Set(['ios', 'android', 'mobile']);
const BROWSER = new Set(['web', 'website']);
const POLICIES = {
  web: 'tolerant',
  mobile: 'static',
  device: 'strict',
  media: 'tolerant',
  auction: 'tolerant',
} as const;
const NAMES = { web: 'web', mobile: 'mobile', device: 'api', media: 'web', auction: 'web' } as const;
/** Contracts that publish one pair of lifetimes for whatever client speaks them. */
const FIXED = new Set<DefaultTerms>(['media', 'auction']);

/** The terms of a new session from what the client says it is, else from its User-Agent, else the default. */
export function sessionTerms(
  said: string | undefined,
  userAgent: string,
  fallback: DefaultTerms,
  lifetimes: Lifetimes,
): SessionTerms {
  const clientType = said || (/\bCFNetwork\//.test(userAgent) ? 'ios' : undefined);
  const kind = termsOf(clientType, fallback);
  const [accessSeconds, refreshSeconds] = lifetimes[kind];
  return { clientType: clientType ?? NAMES[kind], policy: POLICIES[kind], accessSeconds, refreshSeconds };
}

function termsOf(clientType: string | undefined, fallback: DefaultTerms): DefaultTerms {
  if (FIXED.has(fallback)) return fallback;
  if (clientType && MOBILE.has(clientType)) return 'mobile';
  // A website on the strict contract keeps that contract's policy; only register's mobile default yields.
  if (clientType && BROWSER.has(clientType) && fallback === 'mobile') return 'web';
  return fallback;
}
