/** Documents the header of `http/policies/cache-control.ts`, which depends on the security and the status. */
import { type HeaderName, headerReferences, optionalHeader } from '../../http/openapi/documented-headers.ts';

const NAME = 'Cache-Control' satisfies HeaderName;
const FIRST_ERROR_STATUS = 400;

const REVALIDATED = {
  description: 'Only the client may store the response, and must revalidate it before it is used again.',
  required: true,
  schema: { type: 'string', const: 'private, no-cache' },
  example: 'private, no-cache',
} as const;

/** Returns the header of a response. A successful response of a route without a token has no such header. */
export function cacheHeaders(
  security: readonly object[] | undefined,
  status: string,
  headers: object | undefined,
): Record<string, object> {
  if (Number(status) >= FIRST_ERROR_STATUS) return headerReferences([NAME]);
  if (!security?.length) return {};
  if (headers && 'ETag' in headers) return { [NAME]: REVALIDATED };
  const isTokenRequired = security.every((scheme) => Object.keys(scheme).length > 0);
  return isTokenRequired ? headerReferences([NAME]) : { [NAME]: optionalHeader(NAME) };
}
