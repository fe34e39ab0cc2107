/** `wrangler dev` in a process group of its own, so that nothing of it outlives this program. */
import type { ChildProcess } from 'node:child_process';
import { exitCodeOf, startTool } from './tools.ts';

/** How long wrangler may take to stop. */
const PATIENCE_MS = 5000;
const READY = /Ready on (https?:\/\/\S+)/;

/** Serves until it is stopped; tells the address once it answers. Resolves with wrangler's exit code. */
export async function serve(flags: string[], onReady: (address: string) => void): Promise<number> {
  const args = ['dev', '--show-interactive-dev-session=false', ...flags];
  const child = startTool('wrangler', args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    env: process.stdout.isTTY ? { FORCE_COLOR: '1' } : {},
  });
  announce(child, onReady);
  const killGroup = () => signalGroup(child, 'SIGKILL');
  process.on('exit', killGroup);
  let isStopping = false;
  return exitCodeOf(child, (signal) => {
    // A terminal and npm both pass Ctrl-C on: the second is not a second wish.
    if (isStopping) return;
    isStopping = true;
    signalGroup(child, signal);
    setTimeout(killGroup, PATIENCE_MS).unref();
  });
}

function announce(child: ChildProcess, onReady: (address: string) => void): void {
  let heard: string | null = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    process.stdout.write(chunk);
    if (heard === null) return;
    heard += chunk;
    const address = READY.exec(heard)?.[1];
    if (!address) return;
    heard = null;
    onReady(address);
  });
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // The whole group has ended.
  }
}
