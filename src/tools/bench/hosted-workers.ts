/** The configuration of the two workers for workerd: bundle, bindings and variables. */
import type { MiniflareOptions } from 'miniflare';
import { unstable_readConfig } from 'wrangler';
import { ROOT } from '../cli/tools.ts';
import type { WorkerBundle } from './worker-bundles.ts';

export type HostedWorker = MiniflareOptions['workers'][number];
type Bindings = NonNullable<HostedWorker['config']['env']>;

/** This is not a real secret: the tokens of a benchmark are used only on this machine. */
const SECRET = 'only-for-benchmarks-only-for-benchmarks-only';
/** A limit that no load reaches: the number of calls and the window in seconds. Every call is still counted. */
const HIGH_LIMIT = [1_000_000_000, 60];
/** The limits of the product that the benchmark raises. */
const LIMIT_NAMES = [
  'login',
  'send_otp',
  'verify_otp',
  'change_password',
  'refresh',
  'register',
  'plex_login',
  'media',
  'sign_ins',
  'lockout',
  'otp_tries',
  'code_emails',
  'code_emails_in_all',
  'failed_codes',
];
/** Each worker has its own socket on a free port. */
const SOCKETS = { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] };

interface ProductConfig {
  compatibility_date: string;
  d1_databases: { binding: string }[];
  kv_namespaces: { binding: string }[];
  durable_objects: { bindings: { name: string; class_name: string }[] };
}

const config = unstable_readConfig({ config: `${ROOT}/wrangler.toml` }) as unknown as ProductConfig;

export const COMPATIBILITY_DATE = config.compatibility_date;

/**
 * The product, with the D1, KV and Durable Object bindings of `wrangler.toml`. The other bindings are absent, so the
 * limits of reads and writes per account do not apply.
 */
export function hostedProduct(bundle: WorkerBundle): HostedWorker {
  const objects = config.durable_objects.bindings;
  const env: Bindings = {
    ...byBinding(config.d1_databases, ({ binding }) => ({ type: 'd1', id: binding })),
    ...byBinding(config.kv_namespaces, ({ binding }) => ({ type: 'kv', id: binding })),
    ...Object.fromEntries(
      objects.map(({ name, class_name }) => [name, objectBinding('product', class_name)]),
    ),
    ...variableBindings(),
  };
  return hostedWorker(
    'product',
    bundle,
    env,
    objects.map(({ class_name }) => class_name),
  );
}

/** The floor, with the database and the KV namespace of the product. */
export function hostedFloor(bundle: WorkerBundle): HostedWorker {
  const env: Bindings = {
    DB: { type: 'd1', id: 'DB' },
    EDGE_CACHE: { type: 'kv', id: 'EDGE_CACHE' },
    COUNTERS: objectBinding('floor', 'FloorCounter'),
    FLOOR_SECRET: { type: 'text', value: SECRET },
  };
  return hostedWorker('floor', bundle, env, ['FloorCounter']);
}

function hostedWorker(name: string, bundle: WorkerBundle, env: Bindings, classes: string[]): HostedWorker {
  const object = { type: 'durable-object', storage: 'sqlite' } as const;
  const exports = Object.fromEntries(classes.map((className) => [className, object]));
  return {
    config: { name, compatibilityDate: COMPATIBILITY_DATE, manifest: bundle, env, exports },
    dev: SOCKETS,
  };
}

function variableBindings(): Bindings {
  const texts = {
    ENVIRONMENT: 'test',
    MAIL_TRANSPORT: 'outbox',
    JWT_KEYS: JSON.stringify([{ kid: 'bench', secret: SECRET }]),
    LIMITS: JSON.stringify(Object.fromEntries(LIMIT_NAMES.map((name) => [name, HIGH_LIMIT]))),
  };
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { type: 'text', value }]));
}

function objectBinding(worker: string, exportName: string) {
  return { type: 'durable-object', worker, exportName } as const;
}

function byBinding<Item extends { binding: string }>(
  items: Item[],
  toBinding: (item: Item) => Bindings[string],
): Bindings {
  return Object.fromEntries(items.map((item) => [item.binding, toBinding(item)]));
}
