/**
 * Runs `npm ci` if node_modules does not match package-lock.json, and then runs the given command with the Node version
 * of the project. This file must run on Node 20 without installed packages, so it is plain JavaScript and imports no
 * package.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Node of this major version or later strips types by default and has every API that the tools use. */
const MIN_NODE_MAJOR = 24;

// Commands are searched in this path, so that `node` is the program in node_modules once the packages are installed.
process.env.PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
process.chdir(ROOT);
if (!isInstalled()) install();
exitIfNodeIsOld();
run(process.argv.slice(2));

/**
 * Whether npm's record of node_modules matches the lock file. Optional packages may be missing, because some of them
 * are for other operating systems.
 */
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
    'Installing packages (npm ci). The installation takes up to a minute. It is repeated after a change of package-lock.json.',
  );
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', flags, { stdio: 'inherit' });
  if (status !== 0) {
    console.error('npm ci failed. Its messages are above.');
    process.exit(status ?? 1);
  }
}

function exitIfNodeIsOld() {
  const { stdout } = spawnSync('node', ['--version'], { encoding: 'utf8' });
  if (Number(/^v(\d+)/.exec(stdout ?? '')?.[1]) >= MIN_NODE_MAJOR) return;
  console.error(
    `Node ${MIN_NODE_MAJOR} or later is needed. It comes with the package "node", whose install script has not run. Allow install scripts (npm config set ignore-scripts false), delete node_modules and try again.`,
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

/** Calls `stop` when the parent process has ended. A killed npm sends no signal to its child processes. */
function stopWithParent(stop) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop(), 500).unref();
}
