/** A document in which the responses are part of the operations and are not references. */
import type { DocumentedResponse, OpenApiDocument, Operation } from './openapi.ts';

/** The same document without references to responses. The response objects and their schemas are shared. */
export function withResponses(document: OpenApiDocument): OpenApiDocument {
  const resolve = (response: DocumentedResponse): DocumentedResponse =>
    response.$ref ? referredTo(response.$ref, document) : response;
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

function referredTo($ref: string, { components }: OpenApiDocument): DocumentedResponse {
  const response = components.responses?.[$ref.replace('#/components/responses/', '')];
  if (!response) throw new Error(`the document refers to ${$ref}, which it does not have`);
  return response;
}

function mapValues<From, To>(record: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
