/** Runs `wrangler dev` in a separate process group, so that this program can end all processes of wrangler. */
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { exitCodeOf, startTool } from './tools.ts';

/** The time from the stop signal until the process group is killed. */
const STOP_TIMEOUT_MS = 5000;
const READY_LINE = /Ready on https?:\/\/\S+/;
const REQUEST_LINE = /^\[wrangler:info\] [A-Z]+ \/\S* \d{3} /;

/**
 * Runs the worker until wrangler ends, and calls `onReady` when wrangler reports that the worker is ready. Resolves
 * with wrangler's exit code.
 */
export async function serve(flags: string[], onReady: () => void): Promise<number> {
  const args = ['dev', '--show-interactive-dev-session=false', ...flags];
  const child = startTool('wrangler', args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    env: process.stdout.isTTY ? { FORCE_COLOR: '1' } : {},
  });
  showOutput(child, onReady);
  const killGroup = () => signalGroup(child, 'SIGKILL');
  process.on('exit', killGroup);
  let isStopping = false;
  return exitCodeOf(child, (signal) => {
    // At Ctrl-C, the terminal and npm both send a signal. The second signal is ignored.
    if (isStopping) return;
    isStopping = true;
    signalGroup(child, signal);
    setTimeout(killGroup, STOP_TIMEOUT_MS).unref();
  });
}

/**
 * Whether wrangler reports a request with this line. Such lines are not shown, because the worker logs its requests
 * itself, together with their cost.
 */
export function isRequestLine(line: string): boolean {
  return REQUEST_LINE.test(stripVTControlCharacters(line));
}

/**
 * Whether wrangler reports with this line that the worker is ready. On a terminal, the address in the line has a
 * colour.
 */
export function isReadyLine(line: string): boolean {
  return READY_LINE.test(stripVTControlCharacters(line));
}

/** Prints the output of wrangler without the lines of requests, and calls `onReady` once. */
function showOutput(child: ChildProcess, onReady: () => void): void {
  if (!child.stdout) return;
  let isReady = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (isRequestLine(line)) return;
    console.log(line);
    if (isReady || !isReadyLine(line)) return;
    isReady = true;
    onReady();
  });
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // All processes of the group have ended.
  }
}
