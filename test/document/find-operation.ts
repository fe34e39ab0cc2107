/** Which operation of the document a request is meant for. */
import type { OpenApiDocument, Operation } from './openapi.ts';

/** The operation whose path fits; one that names a segment is meant before one that has a parameter there. */
export function findOperation(
  { paths }: OpenApiDocument,
  { method, url }: { method: string; url: string },
): Operation | undefined {
  const segments = segmentsOf(new URL(url).pathname);
  const fitting = Object.keys(paths).filter((path) => fits(segmentsOf(path), segments));
  const [best = ''] = fitting.sort((one, other) => parametersIn(one) - parametersIn(other));
  const verb = method.toLowerCase();
  return paths[best]?.[verb === 'head' ? 'get' : verb];
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
