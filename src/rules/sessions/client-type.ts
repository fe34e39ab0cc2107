/** Selects the token lifetimes and the refresh policy of a client. Pure. */
import { PAGE_SESSION_SECONDS } from './page-session.ts';
import type { RefreshPolicy } from './refresh.ts';

interface Terms {
  policy: RefreshPolicy;
  /** The client type that is recorded if neither the client nor its User-Agent states one. */
  clientType: string;
  /** Whether the client type has no effect on the policy and the lifetimes. */
  isFixed: boolean;
}

/** The default terms of the contracts and of the pages. A client type can select other terms. */
const TERMS = {
  web: { policy: 'tolerant', clientType: 'web', isFixed: false },
  mobile: { policy: 'static', clientType: 'mobile', isFixed: false },
  device: { policy: 'strict', clientType: 'api', isFixed: false },
  media: { policy: 'tolerant', clientType: 'web', isFixed: true },
  auction: { policy: 'tolerant', clientType: 'web', isFixed: true },
  page: { policy: 'static', clientType: 'page', isFixed: true },
} as const satisfies Record<string, Terms>;

/** The name of an entry of `TERMS`. */
export type DefaultTerms = keyof typeof TERMS;
/** The terms with configured lifetimes. Only the lifetime of a page session is not configured. */
export type ApiTerms = Exclude<DefaultTerms, 'page'>;

export type Lifetimes = Record<ApiTerms, [accessSeconds: number, refreshSeconds: number]>;

/** The recorded client type, the refresh policy and the token lifetimes of a session. */
export interface SessionTerms {
  clientType: string;
  policy: RefreshPolicy;
  accessSeconds: number;
  refreshSeconds: number;
}

const MOBILE_TYPES = new Set(['ios', 'android', 'mobile']);
const BROWSER_TYPES = new Set(['web', 'website']);

/**
 * The terms of a new session. They are selected by the client type that was sent, otherwise by the User-Agent,
 * otherwise by `fallback`, the default of the contract. If the default has fixed lifetimes, it alone decides the policy
 * and the lifetimes.
 */
export function sessionTerms(
  sentType: string | undefined,
  userAgent: string,
  fallback: DefaultTerms,
  lifetimes: Lifetimes,
): SessionTerms {
  // The library CFNetwork adds its name to the User-Agent of iOS apps.
  const clientType = canonicalType(sentType) || (/\bCFNetwork\//.test(userAgent) ? 'ios' : undefined);
  const name = termsNameOf(clientType, fallback);
  const [accessSeconds, refreshSeconds] =
    name === 'page' ? [PAGE_SESSION_SECONDS, PAGE_SESSION_SECONDS] : lifetimes[name];
  const { policy, clientType: recorded } = TERMS[name];
  return { clientType: clientType ?? recorded, policy, accessSeconds, refreshSeconds };
}

/** The types that select terms are written in lower case. Any other text is a label and is stored as it was sent. */
function canonicalType(sent: string | undefined): string | undefined {
  const lower = sent?.toLowerCase() ?? '';
  return MOBILE_TYPES.has(lower) || BROWSER_TYPES.has(lower) ? lower : sent;
}

/** The name of the terms for a client type. */
function termsNameOf(clientType: string | undefined, fallback: DefaultTerms): DefaultTerms {
  if (TERMS[fallback].isFixed || clientType === undefined) return fallback;
  if (MOBILE_TYPES.has(clientType)) return 'mobile';
  // A browser gets the default terms of the contract. It gets the terms `web` only if the default is `mobile`, which is
  // the case at registration.
  return BROWSER_TYPES.has(clientType) && fallback === 'mobile' ? 'web' : fallback;
}
