/** Replaces the references to responses in a document by the responses. */
import type { DocumentedResponse, OpenApiDocument, Operation } from './openapi.ts';

/**
 * Returns the document with the responses in the operations instead of references. The result shares the response
 * objects and their schemas with the given document.
 * @throws Error if a response is missing in `components`
 */
export function withResolvedResponses(document: OpenApiDocument): OpenApiDocument {
  const resolve = (response: DocumentedResponse): DocumentedResponse =>
    response.$ref ? referencedResponse(response.$ref, document) : response;
  const paths = mapValues(document.paths, (item) =>
    mapValues(
      item,
      (operation): Operation => ({
        ...operation,
        responses: mapValues(operation.responses, resolve),
      }),
    ),
  );
  return { ...document, paths };
}

function referencedResponse($ref: string, { components }: OpenApiDocument): DocumentedResponse {
  const response = components.responses?.[$ref.replace('#/components/responses/', '')];
  if (!response) throw new Error(`the document does not contain ${$ref}, to which it refers`);
  return response;
}

function mapValues<From, To>(record: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
