/** Starts the built worker with its assets and an empty database. */
import { createTestHarness } from 'wrangler';
import { writeTestConfig } from '../../wrangler-config.ts';

/** The secret with which a test sends updates of Telegram. */
export const WEBHOOK_SECRET = 'secret-of-the-webhook-in-tests';

const VARIABLES = {
  ENVIRONMENT: 'development',
  MAIL_TRANSPORT: 'outbox',
  JWT_KEYS: JSON.stringify([{ kid: 'test', secret: 'only-for-tests-only-for-tests-only-for-tests' }]),
  // No Bot API runs at this address.
  TELEGRAM_API_URL: 'http://127.0.0.1:9',
  TELEGRAM_BOT_TOKEN: '1000000001:AA-token-for-tests-only-0000',
  TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
  TELEGRAM_BOT_INFO: JSON.stringify({ id: 1, is_bot: true, first_name: 'Plugs', username: 'plugs_bot' }),
};

export const READER = { email: 'reader@example.com', password: 'Tr0ub4dor&3-battery' };
export const SWAGGER = '/api/v1/schema/swagger-ui/';
export const REDOC = '/api/v1/schema/redoc/';

export interface Operation {
  tags: string[];
  summary: string;
}

export interface Site extends AsyncDisposable {
  origin: string;
  /** Sends a GET request. Redirects are not followed. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  operations(): Promise<Operation[]>;
  /** Runs an SQL statement in D1. */
  execute(statement: string): Promise<void>;
  /** Registers the reader and returns an access token. */
  accessToken(): Promise<string>;
  /** The database of the worker. */
  database(): Promise<D1Database>;
}

/** Starts the worker with these additional variables. */
export async function startSite(variables: Record<string, string> = {}): Promise<Site> {
  const worker = { configPath: writeTestConfig(), vars: { ...VARIABLES, ...variables } };
  const harness = createTestHarness({ workers: [worker] });
  const { url } = await harness.listen();
  await harness.getWorker().applyD1Migrations('DB');
  const get: Site['get'] = (path, headers = {}) => fetch(new URL(path, url), { headers, redirect: 'manual' });
  return {
    origin: url.origin,
    get,
    async execute(statement) {
      const { DB } = await harness.getWorker<{ DB: D1Database }>().getEnv();
      await DB.prepare(statement).run();
    },
    async operations() {
      const { paths } = (await (await get('/api/v1/schema/')).json()) as { paths: Record<string, object> };
      return Object.values(paths).flatMap((item): Operation[] => Object.values(item));
    },
    async accessToken() {
      const headers = { 'Content-Type': 'application/json' };
      const sent = { method: 'POST', headers, body: JSON.stringify(READER) };
      const response = await fetch(new URL('/api/v1/auth/register', url), sent);
      return ((await response.json()) as { tokens: { access_token: string } }).tokens.access_token;
    },
    database: async () => (await harness.getWorker<{ DB: D1Database }>().getEnv()).DB,
    [Symbol.asyncDispose]: () => harness.close(),
  };
}

/** The number of operations under each tag. */
export function countByTag(operations: Operation[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const tag of operations.flatMap(({ tags }) => tags)) counts[tag] = (counts[tag] ?? 0) + 1;
  return counts;
}
