/**
 * Documents the header `Cache-Control` that `http/policies/cache-control.ts` sets. The header depends on the security
 * schemes of the route, on the status and on the header `ETag`.
 */
import { type HeaderName, headerReferences, optionalHeader } from '../../http/openapi/documented-headers.ts';

const CACHE_CONTROL = 'Cache-Control' satisfies HeaderName;
const FIRST_ERROR_STATUS = 400;

const REVALIDATED = {
  description: 'Only the client may store the response, and must revalidate it before it is used again.',
  required: true,
  schema: { type: 'string', const: 'private, no-cache' },
  example: 'private, no-cache',
} as const;

/**
 * Returns a record with the documented header of a response. The record is empty for a successful response of a route
 * that accepts no token.
 * @param security the security schemes of the route; an empty scheme means that the token is optional
 * @param headers the other documented headers of the response
 */
export function documentedCacheHeaders(
  security: readonly object[] | undefined,
  status: string,
  headers: object | undefined,
): Record<string, object> {
  if (Number(status) >= FIRST_ERROR_STATUS) return headerReferences([CACHE_CONTROL]);
  if (!security?.length) return {};
  if (headers && 'ETag' in headers) return { [CACHE_CONTROL]: REVALIDATED };
  const isTokenRequired = security.every((scheme) => Object.keys(scheme).length > 0);
  return isTokenRequired
    ? headerReferences([CACHE_CONTROL])
    : { [CACHE_CONTROL]: optionalHeader(CACHE_CONTROL) };
}
