/** The rooms, their ranks, and which way an import may point: strictly down, or within its own room. */
import { type Import, packageOf, targetOf } from './imports.ts';
import { placeOf, type Source } from './source.ts';

interface Room {
  name: string;
  rank: number;
}

const RANKS: Record<string, number> = {
  http: 3,
  core: 2,
  store: 1,
  plex: 1,
  objects: 1,
  mail: 1,
  rules: 0,
  crypto: 0,
};
const DOORS: Record<string, Room> = {
  'src/index.ts': { name: 'index.ts', rank: 6 },
  'src/app.ts': { name: 'app.ts', rank: 5 },
};
const CONTRACT_RANK = 4;
/** Node programs stand above everything: they may import all below, and nothing there may import them. */
const PROGRAMS: Record<string, Room> = {
  cli: { name: 'cli', rank: 7 },
  bench: { name: 'bench', rank: 8 },
};

/** Imports that point up or sideways, and files that stand in no room. */
export function arrowOffenders(sources: Source[]): string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.path);
    if (!room) return [`${source.path} stands in no room`];
    return source.imports.flatMap((each) => judgeArrow(source, room, each));
  });
}

/** Packages and platform modules that the room may not know. */
export function packageRoomOffenders(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((each) => !mayImportPackage(roomOf(source.path)?.name ?? '', each))
      .map((each) => `${placeOf(source, each.offset)} may not import ${each.specifier}`),
  );
}

function roomOf(path: string): Room | null {
  const [, folder = '', contract = '', file] = path.split('/');
  if (DOORS[path]) return DOORS[path];
  if (!path.startsWith('src/') || !contract) return null;
  if (PROGRAMS[folder]) return PROGRAMS[folder];
  if (folder === 'contracts') return file ? { name: `contracts/${contract}`, rank: CONTRACT_RANK } : null;
  const rank = RANKS[folder];
  return rank === undefined ? null : { name: folder, rank };
}

function judgeArrow(source: Source, from: Room, each: Import): string[] {
  const target = targetOf(source.path, each);
  if (!target) return [];
  const to = roomOf(target);
  if (to && (to.name === from.name || to.rank < from.rank)) return [];
  const relation = to ? `${from.name} may not import ${to.name}` : 'it stands in no room';
  return [`${placeOf(source, each.offset)} imports ${target}: ${relation}`];
}

function mayImportPackage(room: string, each: Import): boolean {
  const name = packageOf(each);
  if (PROGRAMS[room]) return true;
  if (each.specifier?.startsWith('cloudflare:')) return room !== 'rules' && room !== 'crypto';
  if (name === 'hono' || name?.startsWith('@hono/'))
    return /^(index\.ts|app\.ts|http|contracts\/.+)$/.test(room);
  if (name === 'drizzle-orm') return room === 'store' || isBatchType(room, each);
  return true;
}

/** A verb composes one batch of the store's statements, and needs the name of their type for it. */
function isBatchType(room: string, { specifier, isTypeOnly }: Import): boolean {
  return room === 'core' && isTypeOnly && specifier === 'drizzle-orm/batch';
}
