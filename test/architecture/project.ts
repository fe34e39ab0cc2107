/** Reads the files of the project. No other module of this folder uses the file system. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Files } from './source.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The texts of all files under `folder`, by path from the project's root. */
export function readFiles(folder: string): Files {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(ROOT, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
}
