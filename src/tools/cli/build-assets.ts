/**
 * The build step of wrangler.toml. It writes the static files to dist/public, and the file names that contain a hash to
 * src/contracts/pages/asset-names.ts. It deletes all other files from dist/public. Unchanged files are not written
 * again, because `wrangler dev` watches them. Each file is written under a temporary name and then renamed, because
 * several builds can run at the same time.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { buildPageAssets, NAMES_MODULE } from './build/page-assets.ts';
import { buildPublicFiles } from './build/public-files.ts';
import { exitWithError, ROOT } from './tools.ts';

const DIST = join(ROOT, 'dist');
const PUBLIC = join(DIST, 'public');

try {
  const files = buildPublicFiles();
  for (const [path, content] of files) writeIfChanged(join(PUBLIC, path), Buffer.from(content));
  writeIfChanged(NAMES_MODULE, Buffer.from(buildPageAssets().namesModule));
  for (const path of existingPaths()) if (!files.has(path)) rmSync(join(PUBLIC, path), { force: true });
} catch (error) {
  exitWithError(error instanceof Error ? error.message : String(error));
}

function writeIfChanged(file: string, content: Buffer): void {
  if (existsSync(file) && readFileSync(file).equals(content)) return;
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = join(DIST, `${process.pid}.unfinished`);
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}

/** The paths of all files in the public folder, with `/` as the separator. */
function existingPaths(): string[] {
  return readdirSync(PUBLIC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(PUBLIC, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
