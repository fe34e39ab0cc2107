/** Whether `npm run deploy` is a dry run. Wrangler accepts several spellings of the flag, and this program accepts one. */

const FLAG = '--dry-run';
/** The spellings that wrangler may accept, with or without a value. */
const ANY_SPELLING = /^-+(no-?)?dry-?run(=|$)/i;

/** Whether the flags contain `--dry-run`. Null if they contain another spelling of the flag, or a value of it. */
export function isDryRun(flags: string[]): boolean | null {
  const isUnclear = flags.some((flag, at) =>
    flag === FLAG ? /^(true|false)$/i.test(flags[at + 1] ?? '') : ANY_SPELLING.test(flag),
  );
  return isUnclear ? null : flags.includes(FLAG);
}
