/** Runs the project's tools as children: on its own Node, quiet, and without a call to the network of their own. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');
const BIN = join(ROOT, 'node_modules', '.bin');
const QUIET = {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
};

/** Makes this process and its children quiet; what the caller has set himself stays. */
export function beQuiet(): void {
  for (const [name, value] of Object.entries(QUIET)) process.env[name] ??= value;
  process.chdir(ROOT);
}

/** Ends the program with a sentence for a person. */
export function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** Starts a tool of node_modules. */
export function startTool(name: string, args: string[], options: SpawnOptions): ChildProcess {
  const path = [BIN, process.env.PATH].join(delimiter);
  return spawn(join(BIN, name), args, { ...options, env: { ...process.env, PATH: path, ...options.env } });
}

/** Runs a tool to its end on this terminal, and hands it the signals that come. Resolves with its exit code. */
export function runTool(name: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  const child = startTool(name, args, { stdio: 'inherit', ...options });
  return exitCodeOf(child, (signal) => child.kill(signal));
}

/** The exit code of a child, 128 and its signal's number when one ended it, as shells say it. */
export function exitCodeOf(child: ChildProcess, onSignal: (signal: NodeJS.Signals) => void): Promise<number> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const each of signals) process.off(each, onSignal);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** What a tool prints; what it complains of goes to this terminal. */
export async function readTool(name: string, args: string[]): Promise<string> {
  const child = startTool(name, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const code = await exitCodeOf(child, (signal) => child.kill(signal));
  if (code !== 0) refuse(`${text}\n${name} ${args.slice(0, 3).join(' ')} ended with ${code}.`);
  return text;
}
