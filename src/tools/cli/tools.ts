/**
 * Runs the tools of node_modules as child processes with the Node version of the project. Prepares the process of a
 * program, and ends it after an error.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');
const BIN = join(ROOT, 'node_modules', '.bin');
const QUIET_VARIABLES = {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
};

/** A tool of node_modules has failed. The message contains the output of the tool. */
class ToolError extends Error {}

/**
 * Changes the working folder to the root of the project. Turns off the banner and the telemetry of wrangler, and the
 * download of an example of `Request.cf`, for this process and its children. Environment variables that are already set
 * do not change. If a `ToolError` ends the program, only its message is printed, without a stack trace.
 */
export function prepareProcess(): void {
  for (const [name, value] of Object.entries(QUIET_VARIABLES)) process.env[name] ??= value;
  process.chdir(ROOT);
  process.on('uncaughtException', (error) =>
    exitWithError(error instanceof ToolError ? error.message : error),
  );
}

/** Prints an error or its message, and exits the program with code 1. Pending `finally` blocks do not run. */
export function exitWithError(message: string | Error): never {
  console.error(message);
  process.exit(1);
}

/** Starts a tool of node_modules. */
export function startTool(name: string, args: string[], options: SpawnOptions): ChildProcess {
  const path = [BIN, process.env.PATH].join(delimiter);
  return spawn(join(BIN, name), args, { ...options, env: { ...process.env, PATH: path, ...options.env } });
}

/** Runs a tool with the input and output of this terminal, and forwards signals to it. Resolves with its exit code. */
export function runTool(name: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  const child = startTool(name, args, { stdio: 'inherit', ...options });
  return exitCodeOf(child, (signal) => child.kill(signal));
}

/**
 * Resolves with the exit code of a child. If a signal ended the child, resolves with 128 plus the signal number, which
 * is the convention of shells. Rejects if the child cannot be started. Until the child has ended, `SIGINT`, `SIGTERM`
 * and `SIGHUP` call `onSignal` and do not end this process.
 */
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

/**
 * Runs a tool and resolves with its standard output. The error output of the tool is printed on this terminal.
 * @throws ToolError if the tool fails
 */
export async function readToolOutput(name: string, args: string[]): Promise<string> {
  const child = startTool(name, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const code = await exitCodeOf(child, (signal) => child.kill(signal));
  if (code !== 0) {
    throw new ToolError(`${text}\n${name} ${args.slice(0, 3).join(' ')} exited with code ${code}.`);
  }
  return text;
}
