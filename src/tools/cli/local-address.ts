/** The address of the worker that `npm start` runs, computed from the flags of `wrangler dev`. */
import { parseArgs } from 'node:util';

/** The port of `[dev]` in `wrangler.toml`. */
export const DEFAULT_PORT = 8000;

/**
 * The origin that `wrangler dev` serves with these flags. The host is always `localhost`, also with the flag `--ip`.
 */
export function localOrigin(flags: string[]): string {
  const options = { port: { type: 'string' }, 'local-protocol': { type: 'string' } } as const;
  const { values } = parseArgs({ args: flags, options, strict: false, allowPositionals: true });
  const { port = DEFAULT_PORT, 'local-protocol': protocol = 'http' } = values;
  return `${protocol}://localhost:${port}`;
}

/**
 * Returns the flags of `wrangler dev` that set `PUBLIC_URL`. Empty if the developer has set `PUBLIC_URL` in `.dev.vars`
 * or with a flag.
 */
export function publicUrlFlags(flags: string[], variables: Record<string, string | undefined>): string[] {
  const isSet = variables.PUBLIC_URL !== undefined || flags.some((flag) => flag.includes('PUBLIC_URL:'));
  return isSet ? [] : ['--var', `PUBLIC_URL:${localOrigin(flags)}`];
}
