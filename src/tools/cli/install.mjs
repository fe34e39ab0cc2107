/**
 * Installs what package-lock.json names where that is not so yet, then runs the command it was given on the
 * project's own Node. Runs on any Node from 20 on, before anything is there: plain JavaScript, no packages.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Strips types and knows what the tools need. */
const NODE_MAJOR = 24;

// Looked up anew for each child: after the install, `node` is the one from node_modules.
process.env.PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
process.chdir(ROOT);
if (!isInstalled()) install();
refuseOldNode();
run(process.argv.slice(2));

/** Whether npm's own record of node_modules agrees with the lock file; what fits other machines only may lack. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : optional || devOptional;
  });
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return null;
  }
}

function install() {
  console.log(
    'Installing what package-lock.json names (npm ci): under a minute, and only when it has changed …',
  );
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', flags, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error('npm ci failed; what it said stands above.');
    process.exit(status ?? 1);
  }
}

function refuseOldNode() {
  const { stdout } = spawnSync('node', ['--version'], { encoding: 'utf8' });
  if (Number(/^v(\d+)/.exec(stdout ?? '')?.[1]) >= NODE_MAJOR) return;
  console.error(
    `Node ${NODE_MAJOR} comes with the package "node", whose install script has not run. Allow install scripts (npm config set ignore-scripts false), delete node_modules and try again.`,
  );
  process.exit(1);
}

function run([command, ...args]) {
  if (!command) return;
  const child = spawn(command, args, { stdio: 'inherit' });
  stopWithParent(() => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(127);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** npm can be killed without a word to its children. */
function stopWithParent(stop) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop(), 500).unref();
}
