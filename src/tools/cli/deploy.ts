/**
 * `npm run deploy [-- <flags of wrangler deploy>]`: runs all checks, then migrates the remote D1, then deploys. The
 * program ends after a failed step. With `--dry-run`, the database is not migrated, and wrangler deploys nothing.
 */
import { prepareProcess, runTool } from './tools.ts';

prepareProcess();
const flags = process.argv.slice(2);
const migrate = ['d1', 'migrations', 'apply', 'DB', '--remote'];
const steps = [
  () => runTool('node', ['src/tools/cli/check.ts']),
  () => (flags.includes('--dry-run') ? 0 : runTool('wrangler', migrate)),
  () => runTool('wrangler', ['deploy', ...flags]),
];
for (const step of steps) {
  process.exitCode = await step();
  if (process.exitCode !== 0) break;
}
