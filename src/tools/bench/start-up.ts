/**
 * Measures the CPU time of the worker's start-up with `wrangler check startup`. The limit of Cloudflare is 1 second.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readToolOutput } from '../cli/tools.ts';
import { median } from './load/quantiles.ts';

/** The target for the CPU time of one start-up, in milliseconds. It is far below the limit of Cloudflare. */
const TARGET_MS = 150;
const PROFILE_COUNT = 3;
/**
 * The variables that the configuration requires at start-up. `wrangler check startup` does not read secrets. A value
 * must not contain white space, because white space separates the arguments.
 */
const VARIABLES = [
  'ENVIRONMENT:test',
  'MAIL_TRANSPORT:outbox',
  `JWT_KEYS:${JSON.stringify([{ kid: 'bench', secret: 'a'.repeat(32) }])}`,
];

/** The part of a CPU profile (Chrome DevTools protocol, `Profiler.Profile`) that is read. Times are in microseconds. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
  timeDeltas: number[];
}

/** Runs several start-ups and returns their median CPU time in milliseconds. The profile is written to `folder`. */
export async function measureStartUpCpuMs(folder: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < PROFILE_COUNT; run += 1) {
    const file = join(folder, 'start-up.cpuprofile');
    const variables = VARIABLES.map((variable) => `--var ${variable}`).join(' ');
    await readToolOutput('wrangler', ['check', 'startup', '--outfile', file, `--args=${variables}`]);
    times.push(activeMs(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile));
  }
  return median(times);
}

/** One sentence about the start-up. `*` marks a time above the target, as in the table of the findings. */
export function startUpSentence(cpuMs: number): string {
  const mark = cpuMs > TARGET_MS ? '*' : '';
  return `Start-up of the product: ${cpuMs.toFixed(0)} ms${mark} of CPU, median of ${PROFILE_COUNT}; the target is ${TARGET_MS} ms.`;
}

/** The time in which the profiled thread was not idle, in milliseconds. */
export function activeMs({ nodes, samples, timeDeltas }: CpuProfile): number {
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id),
  );
  const microseconds = samples.map((node, at) => (idle.has(node) ? 0 : (timeDeltas[at] ?? 0)));
  return microseconds.reduce((sum, each) => sum + each, 0) / 1000;
}
