/**
 * The build step of wrangler.toml: makes dist/public what it should be. Files that are right already are left alone,
 * since `wrangler dev` watches them, and each is put in place at once, since several builds may run side by side.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { publicFiles } from './public-files.ts';
import { ROOT, refuse } from './tools.ts';

const DIST = join(ROOT, 'dist');
const PUBLIC = join(DIST, 'public');

try {
  const files = publicFiles();
  for (const [path, text] of files) put(path, text);
  for (const path of present()) if (!files.has(path)) rmSync(join(PUBLIC, path), { force: true });
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error));
}

function put(path: string, text: string): void {
  const file = join(PUBLIC, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = join(DIST, `${process.pid}.unfinished`);
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}

function present(): string[] {
  return readdirSync(PUBLIC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(PUBLIC, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
