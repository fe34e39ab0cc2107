/** Circles of imports among files, type imports included, each told as the path that closes it. */
import { targetOf } from './imports.ts';
import type { Source } from './source.ts';

type Graph = Map<string, string[]>;

export function cycleOffenders(sources: Source[]): string[] {
  const graph = graphOf(sources);
  const cycles: string[] = [];
  const done = new Set<string>();
  for (const path of graph.keys()) followFrom(path, [], { graph, done, cycles });
  return cycles;
}

function graphOf(sources: Source[]): Graph {
  return new Map(
    sources.map(({ path, imports }) => {
      const targets = imports.map((each) => targetOf(path, each)).filter((target) => target !== null);
      return [path, [...new Set(targets)]];
    }),
  );
}

function followFrom(
  path: string,
  trail: string[],
  search: { graph: Graph; done: Set<string>; cycles: string[] },
): void {
  const seenAt = trail.indexOf(path);
  if (seenAt >= 0) search.cycles.push([...trail.slice(seenAt), path].join(' -> '));
  if (seenAt >= 0 || search.done.has(path)) return;
  for (const target of search.graph.get(path) ?? []) followFrom(target, [...trail, path], search);
  search.done.add(path);
}
