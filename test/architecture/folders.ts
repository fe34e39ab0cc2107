/** The number of files in a folder, and the names of folders and files that Biome does not check. */
import { posix } from 'node:path';
import type { Files } from './source.ts';

/** The maximum number of files directly in one folder, by the first part of its path. */
const FOLDER_FILES: Record<string, number> = { src: 16, test: 20 };

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+)?$/;
/** Biome's useFilenamingConvention checks the names of these files. */
const CHECKED_BY_BIOME = /\.(tsx?|js)$/;
const UTILS = /(^|-)utils?(-|\.|$)/i;

/** Folders with too many files directly in them. */
export function folderSizeOffenders(files: Files): string[] {
  const counts = new Map<string, number>();
  for (const path of files.keys()) {
    const folder = posix.dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].flatMap(([folder, count]) => {
    const limit = FOLDER_FILES[folder.split('/')[0] ?? ''] ?? 0;
    return count > limit ? [`${folder} contains ${count} files, more than ${limit}`] : [];
  });
}

/** Paths with a part that is not kebab-case or is named `utils`, and `index` files other than the entry point. */
export function nameOffenders(files: Files): string[] {
  return [...files.keys()].flatMap((path) => {
    const parts = path.split('/');
    const offenders: string[] = [];
    if (!parts.every((part) => CHECKED_BY_BIOME.test(part) || KEBAB.test(part))) {
      offenders.push(`${path} is not kebab-case`);
    }
    if (parts.some((part) => UTILS.test(part)))
      offenders.push(`${path} has a name that does not state its subject`);
    if (/\/index\.tsx?$/.test(path) && path !== 'src/index.ts') offenders.push(`${path} is a second index`);
    return offenders;
  });
}
