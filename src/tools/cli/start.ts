/** `npm start`: from a fresh clone to a worker that answers, with nothing asked and no call to the network. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareState } from './prepare-state.ts';
import { writeMissingSecrets } from './secrets-file.ts';
import { serve } from './serve.ts';
import { beQuiet, ROOT } from './tools.ts';
import { welcome } from './welcome.ts';

beQuiet();
const flags = process.argv.slice(2);
const isSeeded = process.env.SEED !== 'none';
writeMissingSecrets();
await prepareState(stateFolderOf(flags), isSeeded);
process.exitCode = await serve(flags, (address) => console.log(welcome(address, isSeeded)));

/** Where wrangler will keep its state, so that the demo is put there too. */
function stateFolderOf(args: string[]): string {
  const options = { 'persist-to': { type: 'string' } } as const;
  const { values } = parseArgs({ args, options, strict: false, allowPositionals: true });
  const given = values['persist-to'];
  return typeof given === 'string' ? resolve(given) : join(ROOT, '.wrangler', 'state');
}
