/** Moves each error response of several operations to `components.responses`, so that the document contains it once. */

interface Response {
  [extension: `x-${string}`]: unknown;
  description: string;
  content?: Record<string, { schema?: { $ref?: string } }>;
}

interface Operation {
  responses?: Record<string, Response>;
}

type Paths<Each extends Operation> = Record<string, Record<string, Each>>;

const STATUS_NAMES: Record<string, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Unprocessable',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'Unavailable',
};

/** Returns the paths with references to shared responses, and the shared responses by name. */
export function shareResponses<Each extends Operation>(paths: Paths<Each>) {
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const names = namesOfRepeatedResponses(
    operations.flatMap(({ responses = {} }) => Object.entries(responses)),
  );
  const shareResponse = (status: string, response: Response) => {
    const name = names.get(keyOf(status, response));
    return name ? { $ref: `#/components/responses/${name}` } : response;
  };
  const sharedPaths = mapValues(paths, (item) =>
    mapValues(item, (operation) => ({
      ...operation,
      responses: mapValues(operation.responses ?? {}, (response, status) => shareResponse(status, response)),
    })),
  );
  const responses = [...names].map(([key, name]): [string, Response] => [name, JSON.parse(key.slice(3))]);
  return { paths: sharedPaths, responses: Object.fromEntries(responses) };
}

/**
 * Returns a name for each error response that occurs at least twice, such as `V1NotFound2`. The name consists of the
 * contract, the status and, from the second different response on, a number. A response with a status that is not in
 * `STATUS_NAMES` gets no name.
 */
function namesOfRepeatedResponses(responses: [status: string, response: Response][]): Map<string, string> {
  const groups = Map.groupBy(responses, ([status, response]) => keyOf(status, response));
  const usedCounts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const [key, [first, ...others]] of groups) {
    if (!first || others.length === 0) continue;
    const [status, response] = first;
    const statusName = STATUS_NAMES[status];
    if (!statusName) continue;
    const base = `${contractOf(response)}${statusName}`;
    const count = (usedCounts.get(base) ?? 0) + 1;
    usedCounts.set(base, count);
    names.set(key, count === 1 ? base : `${base}${count}`);
  }
  return names;
}

/** Returns the contract of an error response by the name of its schema, such as `V1` for `V1Error`. */
function contractOf({ content = {} }: Response): string {
  const { $ref = '' } = content['application/json']?.schema ?? {};
  return $ref.slice($ref.lastIndexOf('/') + 1).replace(/Error$/, '');
}

/** Returns the status, which has three characters, followed by the response as JSON. */
function keyOf(status: string, response: Response): string {
  return status + JSON.stringify(response);
}

function mapValues<Value, Result>(
  record: Record<string, Value>,
  change: (value: Value, key: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
