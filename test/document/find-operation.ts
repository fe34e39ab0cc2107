/** Finds the operation of the document for a request. */
import type { OpenApiDocument, Operation } from './openapi.ts';

export interface FoundOperation {
  /** The path in the format of the document, with parameters in braces. */
  path: string;
  operation: Operation;
}

/** The operation whose path matches. A literal segment has priority over a parameter. */
export function findOperation(
  { paths }: OpenApiDocument,
  { method, url }: { method: string; url: string },
): FoundOperation | undefined {
  const segments = segmentsOf(new URL(url).pathname);
  const matching = Object.keys(paths).filter((path) => matchesPath(segmentsOf(path), segments));
  const [path = ''] = matching.sort((one, other) => parametersIn(one) - parametersIn(other));
  const verb = method.toLowerCase();
  const operation = paths[path]?.[verb === 'head' ? 'get' : verb];
  return operation && { path, operation };
}

/** The values of the path parameters in a URL. */
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

function matchesPath(pattern: string[], segments: string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, place) => part.startsWith('{') || part === segments[place])
  );
}

function parametersIn(path: string): number {
  return path.split('{').length - 1;
}
