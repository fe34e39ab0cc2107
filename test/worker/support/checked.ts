/** Answers of the worker, each checked against the document of the app that gives them. */
import { createApp } from '../../../src/app.ts';
import { buildDocument } from '../../../src/contracts/documentation/document.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { answerCheck, type Expectation } from '../../document/answer-check.ts';
import type { OpenApiDocument } from '../../document/openapi.ts';

type Fetch = (request: Request) => Promise<Response>;

let check: ReturnType<typeof answerCheck> | undefined;

/** The same fetch, which throws when an answer is not as documented, or a 500 that nothing was broken for. */
export function checked(fetch: Fetch, variables: object, expected: Expectation = {}): Fetch {
  return async (request) => {
    const { method, url } = request;
    const body = new TextDecoder().decode(await request.clone().arrayBuffer());
    const response = await fetch(request);
    check ??= answerCheck(documentOf(variables));
    await check({ method, url, body }, response.clone(), expected);
    return response;
  };
}

/** The document of the app that these variables configure. */
export function documentOf(variables: object): OpenApiDocument {
  const configuration = parseConfiguration(variables);
  return buildDocument(createApp(configuration), configuration) as unknown as OpenApiDocument;
}
