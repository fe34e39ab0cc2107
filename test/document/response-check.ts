/** Checks that a response matches the OpenAPI document: status, headers and every field of the body. */

import { hasExample, messageOf } from './failures.ts';
import { type FoundOperation, findOperation } from './find-operation.ts';
import type { DocumentedResponse, Header, MediaType, OpenApiDocument, Operation } from './openapi.ts';
import { type CheckedRequest, requestCheck } from './request-check.ts';
import { withResolvedResponses } from './resolved.ts';
import { problemsOfHeaders, problemsOfRetryAfter } from './response-headers.ts';
import {
  isNotFoundPage,
  isPagePath,
  isWebhook,
  problemsOfPage,
  problemsOfUnknown,
  problemsOfWebhook,
} from './unknown-route.ts';
import { strictValidation } from './validation.ts';

type CheckedResponse = Pick<Response, 'status' | 'headers' | 'text'>;

export interface Expectation {
  /** Whether a 500 is allowed, because the test causes a failure on purpose. */
  mayFail?: boolean;
}

/**
 * Returns a function that checks a response. The function throws an error with the differences if the response is an
 * unexpected 500 or does not match the document, or if the service has accepted a request that does not match.
 */
export function responseCheck(servedDocument: OpenApiDocument) {
  const document = withResolvedResponses(servedDocument);
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const validate = strictValidation(document);
  const problemsOfRequest = requestCheck(document);
  const optionalHeaders = asOptional(document.components.headers);

  return async function check(
    request: CheckedRequest,
    response: CheckedResponse,
    expected: Expectation = {},
  ): Promise<void> {
    const text = await response.text();
    const problems = problemsOf(request, response, text);
    if (response.status === 500 && !expected.mayFail) problems.unshift('a server error is not expected');
    if (problems.length === 0) return;
    const { pathname } = new URL(request.url);
    throw new Error(
      `The document does not describe this response to ${request.method} ${pathname} (${response.status}):\n${problems.join('\n')}\n${text.slice(0, 2000)}`,
    );
  };

  function problemsOf(request: CheckedRequest, response: CheckedResponse, text: string): string[] {
    const { status } = response;
    if (isPagePath(new URL(request.url)) || isNotFoundPage(response)) return problemsOfPage(response, text);
    if (isWebhook(request.method, new URL(request.url))) return problemsOfWebhook(response, text);
    if (request.method === 'OPTIONS') return status < 300 ? [] : ['a preflight is rejected'];
    const found = findOperation(document, request);
    if (!found && request.method === 'HEAD')
      return status === 404 && text === '' ? [] : ['not a 404 without a body'];
    if (!found) {
      const ofHeaders = problemsOfHeaders(optionalHeaders, response.headers, document);
      return [...ofHeaders, ...problemsOfUnknown(new URL(request.url), { status, text }, validate)];
    }
    const ofRequest = status < 300 ? problemsOfRequest(found, request) : [];
    return [...ofRequest, ...problemsOfResponse(found, request.method, response, text)];
  }

  function problemsOfResponse(
    { operation }: FoundOperation,
    method: string,
    response: CheckedResponse,
    text: string,
  ): string[] {
    const { status, headers } = response;
    const { responses } = operation;
    const documented = responses[status] ?? (status === 413 ? undocumented413Of(operation) : undefined);
    if (!documented) return [`the documented statuses are ${Object.keys(responses).join(', ')}`];
    const ofHeaders = problemsOfHeaders(documented.headers ?? {}, headers, document);
    if (method === 'HEAD') return text === '' ? ofHeaders : [...ofHeaders, 'HEAD has a body'];
    return [...ofHeaders, ...problemsOfContent(documented, response, text)];
  }

  /**
   * The expected 413 of an operation without a body. Undefined for an operation with a body. The service checks the
   * size of a body before it finds the route, so such an operation can respond with 413, but does not document it. The
   * expected response is the 413 of another operation of the same contract that has the same headers.
   */
  function undocumented413Of({ tags, requestBody, responses }: Operation): DocumentedResponse | undefined {
    if (requestBody) return undefined;
    const headers = headerNames(responses[500]);
    return operations
      .filter((other) => contractOf(other) === contractOf({ tags }))
      .flatMap((other) => other.responses[413] ?? [])
      .find((response) => headerNames(response) === headers);
  }

  function problemsOfContent(
    { content }: DocumentedResponse,
    response: CheckedResponse,
    text: string,
  ): string[] {
    if (!content) return text === '' ? [] : ['a body is not documented'];
    const type = response.headers.get('Content-Type')?.split(';', 1)[0] ?? 'none';
    const media = content[type];
    if (!media) return [`a body of ${type} is not documented`];
    if (text === '') return ['the documented body is empty'];
    return type === 'application/json' ? problemsOfJson(media, response, text) : [];
  }

  function problemsOfJson(media: MediaType, { status, headers }: CheckedResponse, text: string): string[] {
    const body: unknown = JSON.parse(text);
    const problems = validate(media.schema ?? {}, body);
    if (problems.length > 0 || status < 400) return problems;
    const ofRetryAfter = problemsOfRetryAfter(status, headers, messageOf(body));
    return hasExample(media, body)
      ? ofRetryAfter
      : [...ofRetryAfter, 'no example has this message with these codes and fields'];
  }
}

function headerNames(response: DocumentedResponse | undefined): string {
  return Object.keys(response?.headers ?? {})
    .sort()
    .join();
}

/** The contract of an operation. `Media`, `Auction` and `Service` have one tag each. All other tags belong to v1. */
function contractOf({ tags: [tag = ''] }: Pick<Operation, 'tags'>): string {
  return ['Media', 'Auction', 'Service'].includes(tag) ? tag : 'v1';
}

/** Makes all headers optional, for responses that are sent before a route is found. */
function asOptional(headers: Record<string, Header>): Record<string, Header> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, header]) => [name, { ...header, required: false }]),
  );
}
