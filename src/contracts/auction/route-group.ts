/** The auction contract's router, and the documentation of its errors. */
import { CONTRACT_ERRORS, describeFailures } from '../../http/openapi/documented-failures.ts';
import { newRouter } from '../../http/router.ts';
import { renderAuctionError, toErrorResponse } from './errors.ts';
import { errorSchema } from './response-schemas.ts';

/** Documents the failures of a route with the messages that `renderAuctionError` sends. */
const failures = describeFailures(errorSchema, toErrorResponse, CONTRACT_ERRORS);

/** A router that renders errors for the auction client, and `failures`, which documents them. */
export function routeGroup() {
  const router = newRouter();
  router.onError(renderAuctionError);
  return { router, failures };
}
