/** Which operation of the document a request is meant for. */
import type { OpenApiDocument, Operation } from './openapi.ts';

export interface Found {
  /** As the document has it, its parameters in braces. */
  path: string;
  operation: Operation;
}

/** The operation whose path fits; one that names a segment is meant before one that has a parameter there. */
export function findOperation(
  { paths }: OpenApiDocument,
  { method, url }: { method: string; url: string },
): Found | undefined {
  const segments = segmentsOf(new URL(url).pathname);
  const fitting = Object.keys(paths).filter((path) => fits(segmentsOf(path), segments));
  const [path = ''] = fitting.sort((one, other) => parametersIn(one) - parametersIn(other));
  const verb = method.toLowerCase();
  const operation = paths[path]?.[verb === 'head' ? 'get' : verb];
  return operation && { path, operation };
}

/** What a URL has in the place of each parameter of the path. */
export function pathValues(path: string, url: string): Record<string, string> {
  const segments = segmentsOf(new URL(url).pathname);
  const values = segmentsOf(path).map((part, place): [string, string] => [part, segments[place] ?? '']);
  const parameters = values.filter(([part]) => part.startsWith('{'));
  return Object.fromEntries(
    parameters.map(([part, value]) => [part.slice(1, -1), decodeURIComponent(value)]),
  );
}

function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/');
}

function fits(pattern: string[], segments: string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, place) => part.startsWith('{') || part === segments[place])
  );
}

function parametersIn(path: string): number {
  return path.split('{').length - 1;
}
