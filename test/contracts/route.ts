/** A route: the access that the route requires, and a sample request with that access. */
import type { SampleData } from './sample-data.ts';

/**
 * The access that a route requires:
 * - `public`: no token.
 * - `optional`: a bearer token or no token.
 * - `bearer`: a bearer token, which gives access to the data of its account.
 * - `session`: the same as `bearer`, or the session cookie of the contract.
 * - `admin`: the bearer token of an administrator.
 * - `page`: the cookie of the pages (test/worker/pages/access.test.ts).
 * - `administration`: the cookie of the pages, of an administrator (test/worker/pages/administration/access.test.ts).
 */
export type Access = 'public' | 'optional' | 'bearer' | 'session' | 'admin' | 'page' | 'administration';

/**
 * The format and the messages of the errors of a route. The contract v1 has three wordings: `plugs`, `reader` and
 * `device`. `service` are the routes outside the contracts, and `page` are the HTML pages.
 */
export type Wording = 'plugs' | 'reader' | 'device' | 'media' | 'auction' | 'service' | 'page';

export interface Route {
  method: string;
  /** The path that is registered in Hono, with the query of the sample request. */
  path: string;
  access: Access;
  wording: Wording;
  /** The status of the response to the sample request. Null if the request needs the network. */
  status: number | null;
  /** The JSON body of the sample request. */
  body?: (sampleData: SampleData) => object;
  /** The fields of the form that a page of the same origin sends. */
  form?: (sampleData: SampleData) => Record<string, string>;
  /**
   * The status of the response to another account. Undefined if the request names no resource with an owner, and for
   * `/plugs/bulk` and `/plugs/merge`, which have their own tests with another account.
   */
  statusForOthers?: 403 | 404;
  /** Whether the route is a logout with the access `session`. Such a logout accepts the token of an ended session. */
  isLogout?: true;
}

/** The optional parts of a route. */
export type RouteParts = Partial<Pick<Route, 'body' | 'form' | 'statusForOthers' | 'isLogout'>>;

/** Returns a function that creates a route under the prefix from a method and a path, such as `GET /plugs`. */
export function routesUnder(prefix: string, wording: Wording) {
  return (methodAndPath: string, access: Access, status: number | null, rest: RouteParts = {}): Route => {
    const [method = '', path = ''] = methodAndPath.split(' ');
    return { method, path: prefix + path, access, wording, status, ...rest };
  };
}
