/** Runs `wrangler dev` in its own process group, so that all its processes end with this program. */
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { exitCodeOf, startTool } from './tools.ts';

/** The time in which wrangler must stop before its process group is killed. */
const STOP_TIMEOUT_MS = 5000;
const READY = /Ready on https?:\/\/\S+/;
const REQUEST = /^\[wrangler:info\] [A-Z]+ \/\S* \d{3} /;

/**
 * Runs the worker until it is stopped, and calls `onReady` when the worker responds. Resolves with wrangler's exit
 * code.
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
    // The terminal and npm both forward Ctrl-C, so the signal arrives twice.
    if (isStopping) return;
    isStopping = true;
    signalGroup(child, signal);
    setTimeout(killGroup, STOP_TIMEOUT_MS).unref();
  });
}

/** Whether wrangler reports a request with this line. The worker also logs each request, with its cost. */
export function isRequestLine(line: string): boolean {
  return REQUEST.test(stripVTControlCharacters(line));
}

function showOutput(child: ChildProcess, onReady: () => void): void {
  if (!child.stdout) return;
  let isReady = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (isRequestLine(line)) return;
    console.log(line);
    if (isReady || !READY.test(line)) return;
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
