/**
 * `npm start [-- <flags of wrangler dev>]`: creates `.dev.vars` and the local database if they are missing, and runs
 * the worker, without prompts and without network access. With the environment variable `SEED=none`, no demo data is
 * written.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { localOrigin, publicUrlFlags } from './local-address.ts';
import { prepareState } from './prepare-state.ts';
import { runSchedule } from './run-schedule.ts';
import { readDevVars, writeMissingSecrets } from './secrets-file.ts';
import { serve } from './serve.ts';
import { prepareProcess, ROOT } from './tools.ts';
import { welcomeText } from './welcome.ts';

prepareProcess();
const flags = process.argv.slice(2);
const isSeeded = process.env.SEED !== 'none';
writeMissingSecrets();
await prepareState(stateFolderOf(flags), isSeeded);
process.exitCode = await serve([...publicUrlFlags(flags, readDevVars().variables), ...flags], () => {
  console.log(welcomeText(localOrigin(flags), isSeeded));
  runSchedule(localOrigin(flags));
});

/** The folder in which wrangler stores its state, which includes the local database. */
function stateFolderOf(args: string[]): string {
  const options = { 'persist-to': { type: 'string' } } as const;
  const { values } = parseArgs({ args, options, strict: false, allowPositionals: true });
  const given = values['persist-to'];
  return typeof given === 'string' ? resolve(given) : join(ROOT, '.wrangler', 'state');
}
