/** Starts the built worker with its assets and an empty database. */
import { createTestHarness } from 'wrangler';
import { writeTestConfig } from '../../wrangler-config.ts';

/** The secret that a test sends with each update of Telegram. */
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

/** The account that `registerAccount` creates. */
export const ACCOUNT = { email: 'reader@example.com', password: 'Tr0ub4dor&3-battery' };
export const SWAGGER_PATH = '/api/v1/schema/swagger-ui/';
export const REDOC_PATH = '/api/v1/schema/redoc/';

export interface Operation {
  tags: string[];
  summary: string;
}

export interface Site extends AsyncDisposable {
  origin: string;
  /** Sends a GET request. Redirects are not followed. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** The operations in the OpenAPI document that the worker serves. */
  readOperations(): Promise<Operation[]>;
  /** Runs an SQL statement in D1. */
  execute(statement: string): Promise<void>;
  /** Registers `ACCOUNT` and returns an access token of the new session. */
  registerAccount(): Promise<string>;
  /** The database of the worker. */
  getDatabase(): Promise<D1Database>;
}

/** Starts the worker. The given variables replace the default variables with the same names. */
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
    async readOperations() {
      const { paths } = (await (await get('/api/v1/schema/')).json()) as { paths: Record<string, object> };
      return Object.values(paths).flatMap((item): Operation[] => Object.values(item));
    },
    async registerAccount() {
      const headers = { 'Content-Type': 'application/json' };
      const request = { method: 'POST', headers, body: JSON.stringify(ACCOUNT) };
      const response = await fetch(new URL('/api/v1/auth/register', url), request);
      return ((await response.json()) as { tokens: { access_token: string } }).tokens.access_token;
    },
    getDatabase: async () => (await harness.getWorker<{ DB: D1Database }>().getEnv()).DB,
    [Symbol.asyncDispose]: () => harness.close(),
  };
}

/** The number of operations under each tag. */
export function countByTag(operations: Operation[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const tag of operations.flatMap(({ tags }) => tags)) counts[tag] = (counts[tag] ?? 0) + 1;
  return counts;
}
