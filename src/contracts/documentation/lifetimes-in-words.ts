/** How long the tokens of a route live, in the numbers that this service is configured with. */
import type { Configuration } from '../../core/request/configuration.ts';
import type { DefaultTerms, Lifetimes } from '../../rules/sessions/client-type.ts';
import { durationInWords } from './duration-in-words.ts';

const ON_DEVICES = '`ios`, `android` or `mobile`';

/** One sentence, and where the client has a say a second. */
export function lifetimesInWords(terms: DefaultTerms, { lifetimes }: Configuration): string {
  const [access, refresh] = spans(lifetimes[terms]);
  const jitter = terms === 'device' ? ', less up to a tenth at random,' : '';
  const usual = `An access token lives for ${access}${jitter} and a refresh token for ${refresh}`;
  const other = otherwise(terms, lifetimes);
  return other ? `${usual}; ${other}.` : `${usual}.`;
}

function otherwise(terms: DefaultTerms, { web, mobile }: Lifetimes): string | null {
  switch (terms) {
    case 'web':
    case 'device':
      return `with \`client_type\` ${ON_DEVICES}, for ${spans(mobile).join(' and ')}`;
    case 'mobile':
      return `with \`client_type\` \`web\` or \`website\`, for ${spans(web).join(' and ')}`;
    case 'media':
    case 'auction':
      return null;
  }
}

function spans([accessSeconds, refreshSeconds]: [number, number]) {
  return [durationInWords(accessSeconds), durationInWords(refreshSeconds)] as const;
}
