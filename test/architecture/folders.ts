/**
 * Rules for the number of files in a folder, and for names of folders and files. Biome checks only some of these names.
 */
import { posix } from 'node:path';
import type { Files } from './source.ts';

/** The maximum number of files directly in one folder, by the top folder of its path. */
const MAX_FILES_IN_FOLDER: Record<string, number> = { src: 16, test: 20 };

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+)?$/;
/** Biome's useFilenamingConvention checks the names of these files. */
const CHECKED_BY_BIOME = /\.(tsx?|js)$/;
const UTILS_NAME = /(^|-)utils?(-|\.|$)/i;

/** Folders with too many files directly in them. */
export function folderSizeViolations(files: Files): string[] {
  const counts = new Map<string, number>();
  for (const path of files.keys()) {
    const folder = posix.dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].flatMap(([folder, count]) => {
    const limit = MAX_FILES_IN_FOLDER[folder.split('/')[0] ?? ''] ?? 0;
    return count > limit ? [`${folder} contains ${count} files, more than ${limit}`] : [];
  });
}

/**
 * Paths with a part that is not kebab-case or contains the word `util` or `utils`, and `index` files other than the
 * entry point. The case of .ts, .tsx and .js file names is not checked here, because Biome checks it.
 */
export function nameViolations(files: Files): string[] {
  return [...files.keys()].flatMap((path) => {
    const parts = path.split('/');
    const violations: string[] = [];
    if (!parts.every((part) => CHECKED_BY_BIOME.test(part) || KEBAB_CASE.test(part))) {
      violations.push(`${path} is not kebab-case`);
    }
    if (parts.some((part) => UTILS_NAME.test(part)))
      violations.push(`${path} has a name that does not state its subject`);
    if (/\/index\.tsx?$/.test(path) && path !== 'src/index.ts') violations.push(`${path} is a second index`);
    return violations;
  });
}
