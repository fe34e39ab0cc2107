/** Describes the configured lifetimes of the tokens that a route issues. */
import type { Configuration } from '../../core/request/configuration.ts';
import { durationInWords } from '../../rules/duration-in-words.ts';
import type { ApiTerms, Lifetimes } from '../../rules/sessions/client-type.ts';

const MOBILE_CLIENT_TYPES = '`ios`, `android` or `mobile`';

/**
 * Returns one sentence. If the client can select other lifetimes with `client_type`, the sentence also contains these.
 */
export function lifetimesInWords(terms: ApiTerms, { lifetimes }: Configuration): string {
  const [access, refresh] = durationsInWords(lifetimes[terms]);
  const jitter = terms === 'device' ? ', reduced at random by up to 10 %,' : '';
  const usual = `An access token is valid for ${access}${jitter} and a refresh token for ${refresh}`;
  const other = otherLifetimes(terms, lifetimes);
  return other ? `${usual}; ${other}.` : `${usual}.`;
}

function otherLifetimes(terms: ApiTerms, { web, mobile }: Lifetimes): string | null {
  switch (terms) {
    case 'web':
    case 'device':
      return `with \`client_type\` ${MOBILE_CLIENT_TYPES}, for ${durationsInWords(mobile).join(' and ')}`;
    case 'mobile':
      return `with \`client_type\` \`web\` or \`website\`, for ${durationsInWords(web).join(' and ')}`;
    case 'media':
    case 'auction':
      return null;
  }
}

function durationsInWords([accessSeconds, refreshSeconds]: [number, number]) {
  return [durationInWords(accessSeconds), durationInWords(refreshSeconds)] as const;
}
