/** Whether an answer is one that the document promises: its status, its headers, every field of its body. */
import { problemsOfHeaders, problemsOfWaiting } from './answer-headers.ts';
import { isShown, sentenceOf } from './failures.ts';
import { type Found, findOperation } from './find-operation.ts';
import type { DocumentedAnswer, Header, MediaType, OpenApiDocument } from './openapi.ts';
import { type Asked, requestCheck } from './request-check.ts';
import { problemsOfUnknown } from './unknown-route.ts';
import { strictValidation } from './validation.ts';

type Answered = Pick<Response, 'status' | 'headers' | 'text'>;

export interface Expectation {
  /** The test broke something on purpose, so that a 500 is an allowed response. */
  mayFail?: boolean;
}

/** The check of one document; it throws what is wrong with an answer, and with a request that was served. */
export function answerCheck(document: OpenApiDocument) {
  const problemsBy = strictValidation(document);
  const problemsOfRequest = requestCheck(document);
  const occasional = occasionally(document.components.headers);

  return async function check(asked: Asked, answer: Answered, expected: Expectation = {}): Promise<void> {
    const text = await answer.text();
    const problems = problemsOf(asked, answer, text);
    if (answer.status === 500 && !expected.mayFail) problems.unshift('nobody expects an error of ours');
    if (problems.length === 0) return;
    const { pathname } = new URL(asked.url);
    throw new Error(
      `The document does not know this answer to ${asked.method} ${pathname} (${answer.status}):\n${problems.join('\n')}\n${text.slice(0, 2000)}`,
    );
  };

  function problemsOf(asked: Asked, answer: Answered, text: string): string[] {
    const { status } = answer;
    if (asked.method === 'OPTIONS') return status < 300 ? [] : ['a preflight is refused'];
    const found = findOperation(document, asked);
    if (!found && asked.method === 'HEAD') return status === 404 && text === '' ? [] : ['not a bare 404'];
    if (!found) {
      const ofHeaders = problemsOfHeaders(occasional, answer.headers, document);
      return [...ofHeaders, ...problemsOfUnknown(new URL(asked.url), { status, text }, problemsBy)];
    }
    const ofRequest = status < 300 ? problemsOfRequest(found, asked) : [];
    return [...ofRequest, ...problemsOfAnswer(found, asked.method, answer, text)];
  }

  function problemsOfAnswer({ operation }: Found, method: string, answer: Answered, text: string): string[] {
    const { status, headers } = answer;
    const { responses } = operation;
    const documented = responses[status];
    if (!documented) return [`of these statuses: ${Object.keys(responses).join(', ')}`];
    const ofHeaders = problemsOfHeaders(documented.headers ?? {}, headers, document);
    if (method === 'HEAD') return text === '' ? ofHeaders : [...ofHeaders, 'HEAD has a body'];
    return [...ofHeaders, ...problemsOfContent(documented, answer, text)];
  }

  function problemsOfContent({ content }: DocumentedAnswer, answer: Answered, text: string): string[] {
    if (!content) return text === '' ? [] : ['a body is not documented'];
    const type = answer.headers.get('Content-Type')?.split(';', 1)[0] ?? 'none';
    const media = content[type];
    if (!media) return [`a body of ${type} is not documented`];
    if (text === '') return ['the promised body is empty'];
    return type === 'application/json' ? problemsOfJson(media, answer, text) : [];
  }

  function problemsOfJson(media: MediaType, { status, headers }: Answered, text: string): string[] {
    const body: unknown = JSON.parse(text);
    const problems = problemsBy(media.schema ?? {}, body);
    if (problems.length > 0 || status < 400) return problems;
    const ofWaiting = problemsOfWaiting(status, headers, sentenceOf(body));
    return isShown(media, body)
      ? ofWaiting
      : [...ofWaiting, 'no example has this sentence with these codes and fields'];
  }
}

/** What is answered before a route is found may carry what some routes promise. */
function occasionally(headers: Record<string, Header>): Record<string, Header> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, header]) => [name, { ...header, required: false }]),
  );
}
