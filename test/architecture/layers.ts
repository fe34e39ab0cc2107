/**
 * The rules for imports: between the layers of `src/`, between the domains of `core/`, and from packages. A layer may
 * import only itself and lower layers.
 */
import { type Import, packageOf, targetOf } from './imports.ts';
import { positionOf, type Source } from './source.ts';

interface Layer {
  name: string;
  /** A layer may import layers with a smaller rank. */
  rank: number;
}

const LAYER_RANKS: Record<string, number> = {
  http: 3,
  core: 2,
  store: 1,
  plex: 1,
  'telegram-api': 1,
  objects: 1,
  mail: 1,
  rules: 0,
  crypto: 0,
};
const ENTRY_POINTS: Record<string, Layer> = {
  'src/index.ts': { name: 'index.ts', rank: 6 },
  'src/app.ts': { name: 'app.ts', rank: 5 },
};
/** Contracts have the same rank, so they may not import each other. */
const CONTRACT_RANK = 4;
/**
 * A Node program may import every layer and program with a smaller rank. No layer of the worker may import a program.
 */
const PROGRAM_RANKS: Record<string, number> = {
  demo: 7,
  cli: 8,
  bench: 9,
  'plex-fake': 9,
  'telegram-fake': 9,
  screenshots: 10,
};

/** The domains that `scheduled`, `privacy` and `administration` may all import. */
const LOWER_DOMAINS = [
  'sign-in',
  'second-factor',
  'passwords',
  'accounts',
  'telegram',
  'plugs',
  'reading',
  'credentials',
  'sessions',
  'notifications',
  'guards',
] as const;

/** The domains that each domain of `core/` may import, besides itself and the shared domains (`SHARED_DOMAINS`). */
const DOMAINS: Record<string, readonly string[]> = {
  scheduled: ['privacy', 'administration', ...LOWER_DOMAINS],
  privacy: ['administration', ...LOWER_DOMAINS],
  administration: LOWER_DOMAINS,
  'sign-in': ['second-factor', 'passwords', 'accounts', 'credentials', 'sessions', 'guards', 'notifications'],
  'second-factor': ['accounts', 'credentials', 'sessions', 'guards', 'notifications'],
  passwords: ['accounts', 'credentials', 'sessions', 'guards', 'notifications'],
  accounts: ['credentials', 'sessions', 'guards', 'notifications'],
  telegram: ['plugs', 'sessions', 'guards', 'notifications'],
  plugs: ['credentials', 'notifications', 'guards'],
  reading: [],
  credentials: ['sessions', 'guards', 'notifications'],
  sessions: ['notifications', 'guards'],
  notifications: ['guards'],
  guards: [],
  'security-log': [],
  request: [],
};
/**
 * The shared domains are `request` and `security-log`. This table states which shared domains these two may import.
 * Every other domain may import both. `request` contains the code that every use case needs, and must not depend on the
 * security log.
 */
const SHARED_DOMAINS: Record<string, readonly string[]> = { request: [], 'security-log': ['request'] };

/**
 * Imports from a higher layer, from another layer of the same rank or from a file without a layer, and files that
 * belong to no layer.
 */
export function layerViolations(sources: Source[]): string[] {
  return sources.flatMap((source) => {
    const layer = layerOf(source.path);
    if (!layer) return [`${source.path} belongs to no layer`];
    return source.imports.flatMap((each) => layerViolationsOf(source, layer, each));
  });
}

/** Imports between domains of `core/` that are not allowed, and files whose domain is not in `DOMAINS`. */
export function domainViolations(sources: Source[]): string[] {
  return sources.flatMap((source) => {
    const from = domainOf(source.path);
    if (from === null) return [];
    const allowed = DOMAINS[from];
    if (!allowed) return [`${source.path} belongs to no domain`];
    const shared = SHARED_DOMAINS[from] ?? ['request', 'security-log'];
    return source.imports.flatMap((each) => {
      const to = domainOf(targetOf(source.path, each) ?? '');
      if (to === null || to === from || allowed.includes(to) || shared.includes(to)) return [];
      return [`${positionOf(source, each.offset)}: ${from} may not import ${to}`];
    });
  });
}

/** Imports of packages and platform modules that the layer may not use. */
export function packageLayerViolations(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((each) => !mayImportPackage(layerOf(source.path)?.name ?? '', each))
      .map((each) => `${positionOf(source, each.offset)} may not import ${each.specifier}`),
  );
}

/** The layer of a file. Null if the file belongs to no layer. */
function layerOf(path: string): Layer | null {
  const [, folder = '', second = '', file] = path.split('/');
  if (ENTRY_POINTS[path]) return ENTRY_POINTS[path];
  if (!path.startsWith('src/') || !second) return null;
  if (folder === 'tools') return programLayer(second, file);
  if (folder === 'contracts') return file ? { name: `contracts/${second}`, rank: CONTRACT_RANK } : null;
  const rank = LAYER_RANKS[folder];
  return rank === undefined ? null : { name: folder, rank };
}

function programLayer(program: string, file: string | undefined): Layer | null {
  const rank = PROGRAM_RANKS[program];
  return file === undefined || rank === undefined ? null : { name: `tools/${program}`, rank };
}

/**
 * The domain of a file of `core/`, or null for any other file. A file directly in `core/` belongs to no domain, so the
 * result is an empty string.
 */
function domainOf(path: string): string | null {
  const [src, folder, domain = '', file] = path.split('/');
  if (src !== 'src' || folder !== 'core') return null;
  return file === undefined ? '' : domain;
}

/** Returns one violation or none. */
function layerViolationsOf(source: Source, from: Layer, each: Import): string[] {
  const target = targetOf(source.path, each);
  if (!target) return [];
  const to = layerOf(target);
  if (to && (to.name === from.name || to.rank < from.rank)) return [];
  const relation = to ? `${from.name} may not import ${to.name}` : 'it belongs to no layer';
  return [`${positionOf(source, each.offset)} imports ${target}: ${relation}`];
}

function mayImportPackage(layer: string, each: Import): boolean {
  const name = packageOf(each);
  if (layer.startsWith('tools/')) return true;
  if (each.specifier?.startsWith('cloudflare:')) return layer !== 'rules' && layer !== 'crypto';
  if (name === 'hono' || name?.startsWith('@hono/'))
    return /^(index\.ts|app\.ts|http|contracts\/.+)$/.test(layer);
  if (name === 'drizzle-orm') return layer === 'store' || isBatchType(layer, each);
  return true;
}

/** Whether `core` imports only types of `drizzle-orm/batch`. Use cases need them to combine statements into a batch. */
function isBatchType(layer: string, { specifier, isTypeOnly }: Import): boolean {
  return layer === 'core' && isTypeOnly && specifier === 'drizzle-orm/batch';
}
