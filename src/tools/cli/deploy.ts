/**
 * `npm run deploy [-- <flags of wrangler deploy>]`: runs all checks, then migrates the remote D1, then deploys. The
 * program ends after a failed step. With `--dry-run`, the database is not migrated, and wrangler deploys nothing. Other
 * spellings of this flag are rejected.
 */
import { isDryRun } from './dry-run.ts';
import { exitWithError, prepareProcess, runTool } from './tools.ts';

prepareProcess();
const flags = process.argv.slice(2);
const isDry = isDryRun(flags);
if (isDry === null) exitWithError('For a dry run, write --dry-run without a value.');
const migrate = ['d1', 'migrations', 'apply', 'DB', '--remote'];
const steps = [
  () => runTool('node', ['src/tools/cli/check.ts']),
  () => (isDry ? 0 : runTool('wrangler', migrate)),
  () => runTool('wrangler', ['deploy', ...flags]),
];
for (const step of steps) {
  process.exitCode = await step();
  if (process.exitCode !== 0) break;
}
