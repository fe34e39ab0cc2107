/** Checks requests and responses against the OpenAPI document of an app. */
import { createApp } from '../../../src/app.ts';
import { buildDocument } from '../../../src/contracts/documentation/document.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import type { OpenApiDocument } from '../../document/openapi.ts';
import { type Expectation, responseCheck } from '../../document/response-check.ts';

type Fetch = (request: Request) => Promise<Response>;

/** The check for each object of variables that configure the app. The OpenAPI document depends on these variables. */
const checks = new WeakMap<object, ReturnType<typeof responseCheck>>();

/**
 * Returns a `fetch` that throws if the response, or a request that was accepted, does not match the OpenAPI document of
 * the app that `variables` configure. Paths that the document does not describe, such as pages, have other checks. It
 * also throws for a 500, unless `expected.mayFail` is true.
 */
export function withResponseCheck(fetch: Fetch, variables: object, expected: Expectation = {}): Fetch {
  return async (request) => {
    const { method, url, headers } = request;
    const body = new TextDecoder().decode(await request.clone().arrayBuffer());
    const response = await fetch(request);
    await checkFor(variables)(
      { method, url, body, type: headers.get('Content-Type') },
      response.clone(),
      expected,
    );
    return response;
  };
}

/** The OpenAPI document of the app that these variables configure. */
export function documentOf(variables: object): OpenApiDocument {
  const configuration = parseConfiguration(variables);
  return buildDocument(createApp(configuration), configuration) as unknown as OpenApiDocument;
}

function checkFor(variables: object): ReturnType<typeof responseCheck> {
  const check = checks.get(variables) ?? responseCheck(documentOf(variables));
  checks.set(variables, check);
  return check;
}
