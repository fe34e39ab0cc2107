/** A route: the access that it requires, and a request that succeeds with that access. */
import type { SampleData } from './sample-data.ts';

/**
 * `public` requires no token. `bearer` and `session` give access to the caller's own account, and `session` also
 * accepts the cookie. `optional` also accepts anonymous callers. `admin` requires an administrator. `page` requires the
 * cookie of the pages (test/worker/pages/access.test.ts). `administration` requires the cookie of an administrator
 * (test/worker/pages/administration/access.test.ts).
 */
export type Access = 'public' | 'optional' | 'bearer' | 'session' | 'admin' | 'page' | 'administration';

/** The format and the messages of the errors of a route. The contract v1 has three wordings. */
export type Wording = 'plugs' | 'reader' | 'device' | 'media' | 'auction' | 'service' | 'page';

export interface Route {
  method: string;
  /** The path that is registered in Hono. */
  path: string;
  access: Access;
  wording: Wording;
  /** The status of the response to the sample request. Null if the request needs the network. */
  status: number | null;
  body?: (sampleData: SampleData) => object;
  /** The fields of the form that a page of the same origin sends. */
  form?: (sampleData: SampleData) => Record<string, string>;
  /** The status of the response to another account, if the request names a resource with an owner. */
  other?: 403 | 404;
  /** Whether the route is a logout. A logout accepts an ended session. */
  isLogout?: true;
}

/** The optional parts of a route. */
export type RouteParts = Partial<Pick<Route, 'body' | 'form' | 'other' | 'isLogout'>>;

/** Creates the routes under one prefix, in one wording. */
export function routesUnder(prefix: string, wording: Wording) {
  return (sent: string, access: Access, status: number | null, rest: RouteParts = {}): Route => {
    const [method = '', path = ''] = sent.split(' ');
    return { method, path: prefix + path, access, wording, status, ...rest };
  };
}
