/**
 * Runs the worker in `wrangler dev`, as `npm start` does. The storage of the worker is in a folder, so a test can stop
 * the worker and start it again with the same storage.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenApiDocument } from '../../document/openapi.ts';
import { responseCheck } from '../../document/response-check.ts';

const ROOT = join(import.meta.dirname, '../../..');
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
const ENVIRONMENT = {
  ...process.env,
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  CI: '1',
};
/** The secret that signs the worker's tokens. */
export const JWT_SECRET = 'only-for-tests-only-for-tests-only-for-tests';
const VARIABLES = [
  'ENVIRONMENT=development',
  'MAIL_TRANSPORT=outbox',
  `JWT_KEYS=${JSON.stringify([{ kid: 'k', secret: JWT_SECRET }])}`,
];

export interface WorkerProcess {
  url: string;
  /**
   * Sends a request to a path under `url`. The body of the request is not checked.
   * @throws Error if the status is 500, or if the response or a parameter of an accepted request does not match the
   *   worker's OpenAPI document
   */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The complete output of the process until now. */
  output(): string;
  /** Ends the process. The storage stays in the folder. */
  stop(): Promise<void>;
}

export interface WorkerState {
  folder: string;
  /** Deletes the folder. */
  remove(): void;
}

/** Creates a temporary folder for the storage of a worker and applies the migrations to its D1 database. */
export async function makeState(): Promise<WorkerState> {
  const folder = mkdtempSync(join(tmpdir(), 'plugs-state-'));
  const state = { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
  const apply = runWrangler(['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', folder]);
  const code = await new Promise((resolve) => apply.on('exit', resolve));
  if (code !== 0) throw new Error('migrations failed');
  return state;
}

/**
 * Starts the worker with this storage and additional `NAME=value` variables, and waits until the worker is ready.
 * @throws Error if wrangler ends before the worker is ready, or if `/healthz` fails
 */
export async function startWorker(
  { folder }: WorkerState,
  extraVariables: string[] = [],
): Promise<WorkerProcess> {
  const port = await freePort();
  const envFile = join(folder, 'variables.env');
  const variables = [...VARIABLES, ...extraVariables];
  writeFileSync(envFile, variables.map((line) => line.replace('=', "='").concat("'")).join('\n'));
  const child = runWrangler([
    'dev',
    '--port',
    String(port),
    '--inspector-port',
    '0',
    '--persist-to',
    folder,
    '--env-file',
    envFile,
  ]);
  const url = `http://127.0.0.1:${port}`;
  const output = await waitUntilReady(child, url);
  const check = responseCheck((await (await fetch(`${url}/api/v1/schema`)).json()) as OpenApiDocument);
  return {
    url,
    async fetch(path, init = {}) {
      const response = await fetch(`${url}${path}`, init);
      await check({ method: init.method ?? 'GET', url: `${url}${path}` }, response.clone());
      return response;
    },
    output: () => output.join(''),
    stop: () => stop(child),
  };
}

/** Starts wrangler as the leader of a new process group. */
function runWrangler(args: string[]): ChildProcess {
  return spawn(process.execPath, [WRANGLER, ...args], { cwd: ROOT, env: ENVIRONMENT, detached: true });
}

/** Waits until the worker is ready. Returns the output of the process; later output is added to the same list. */
async function waitUntilReady(child: ChildProcess, url: string): Promise<string[]> {
  const output: string[] = [];
  const isReady = new Promise<void>((resolve, reject) => {
    child.on('exit', () => reject(new Error(`wrangler ended: ${output.join('')}`)));
    const listen = (chunk: Buffer) => {
      output.push(String(chunk));
      if (/Ready on/.test(output.join(''))) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
  });
  await isReady;
  const health = await fetch(`${url}/healthz`);
  if (!health.ok) throw new Error(`healthz: ${health.status} ${output.join('')}`);
  return output;
}

/** Ends the whole process group, because wrangler has started workerd as a child process. */
async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.on('exit', resolve));
  if (child.pid) process.kill(-child.pid, 'SIGTERM');
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
