/** Reads the filter of common passwords, which is a static file of the worker. The filter is cached in the isolate. */
import { unavailable } from '../../rules/app-error.ts';
import { FILTER_BYTES } from '../../rules/passwords/password-filter.ts';

/** The path of the file. `src/tools/cli/build/public-files.ts` writes it under this path. */
export const COMMON_PASSWORDS_PATH = 'assets/passwords/common.bin';

/**
 * The cached filter of each binding. An entry is never outdated, because the file changes only with a deployment, and a
 * deployment starts new isolates.
 */
const filters = new WeakMap<Fetcher, Uint8Array>();

/**
 * Returns the filter of common passwords (`password-filter.ts`).
 * @throws AppError `UNAVAILABLE` when the file cannot be read. A new password cannot be checked without the file.
 */
export async function readCommonPasswords(assets: Fetcher | undefined): Promise<Uint8Array> {
  const cached = assets && filters.get(assets);
  if (cached) return cached;
  try {
    const filter = await fetchFilter(assets);
    if (assets) filters.set(assets, filter);
    return filter;
  } catch (error) {
    console.error({ message: 'The common passwords could not be read', error: String(error) });
    throw unavailable();
  }
}

async function fetchFilter(assets: Fetcher | undefined): Promise<Uint8Array> {
  if (!assets) throw new Error('the binding ASSETS is missing');
  // The binding ignores the host.
  const response = await assets.fetch(`https://assets.invalid/${COMMON_PASSWORDS_PATH}`);
  const filter = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || filter.byteLength !== FILTER_BYTES) {
    throw new Error(`status ${response.status}, ${filter.byteLength} bytes`);
  }
  return filter;
}
