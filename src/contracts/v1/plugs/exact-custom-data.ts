/** Rejects custom data that would not come back as it was sent. */
import { type InputIssue, invalidInput } from '../../../http/router.ts';
import { type JsonLoss, jsonLoss } from '../../../rules/exact-json.ts';

const MESSAGES: Record<JsonLoss, string> = {
  number: 'custom_data must not hold a number that cannot be stored exactly',
  key: 'custom_data must not hold the same key twice in one object',
};

/** The outcome of the validation of one part of a request. */
type Validated = { target: string } & (
  | { success: true }
  | { success: false; error: { issues: InputIssue[] } }
);

/**
 * A hook after the validation of a request. It adds to the wrong fields of a JSON body what `JSON.parse` has lost in
 * `custom_data`, which only the text of the body shows.
 * @throws AppError `INVALID_INPUT`
 */
export async function exactCustomData(
  result: Validated,
  c: { req: { text(): Promise<string> } },
): Promise<never> {
  const issues = result.success ? [] : result.error.issues;
  const loss = result.target === 'json' ? jsonLoss(await c.req.text(), 'custom_data') : null;
  const lost = loss ? [{ path: ['custom_data'], message: MESSAGES[loss] }] : [];
  if (issues.length + lost.length > 0) throw invalidInput([...issues, ...lost]);
  // The route goes on after undefined, but the type of a hook names only responses.
  return undefined as never;
}
