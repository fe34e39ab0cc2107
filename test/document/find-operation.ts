/** Finds the operation of the document for a request. */
import type { OpenApiDocument, Operation } from './openapi.ts';

export interface FoundOperation {
  /** The path in the format of the document, with parameters in braces. */
  path: string;
  operation: Operation;
}

/**
 * The operation for the path and the method of a request, or undefined. A literal segment has priority over a
 * parameter. The operation of HEAD is the operation of GET.
 */
export function findOperation(
  { paths }: OpenApiDocument,
  { method, url }: { method: string; url: string },
): FoundOperation | undefined {
  const segments = segmentsOf(new URL(url).pathname);
  const matching = Object.keys(paths).filter((path) => matchesPath(segmentsOf(path), segments));
  const [path = ''] = matching.sort((one, other) => parameterCountOf(one) - parameterCountOf(other));
  const verb = method.toLowerCase();
  const operation = paths[path]?.[verb === 'head' ? 'get' : verb];
  return operation && { path, operation };
}

/** The decoded values of the parameters of `path` in a URL. */
export function pathValues(path: string, url: string): Record<string, string> {
  const segments = segmentsOf(new URL(url).pathname);
  const values = segmentsOf(path).map((part, at): [string, string] => [part, segments[at] ?? '']);
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
    pattern.every((part, at) => part.startsWith('{') || part === segments[at])
  );
}

function parameterCountOf(path: string): number {
  return path.split('{').length - 1;
}
