/** Rejects custom data with a number that JavaScript would change, or with a key that occurs twice in one object. */
import { type InputIssue, invalidInput } from '../../../http/router.ts';
import { findLossyPart, type LossyPart } from '../../../rules/exact-json.ts';

const MESSAGES: Record<LossyPart, string> = {
  number: 'custom_data must not hold a number that cannot be stored exactly',
  key: 'custom_data must not hold the same key twice in one object',
};

/** The outcome of the validation of one part of a request. */
type Validated = { target: string } & (
  | { success: true }
  | { success: false; error: { issues: InputIssue[] } }
);

/**
 * A validation hook that rejects an invalid part of a request. The hook also rejects a body with a `LossyPart` in
 * `custom_data`. It checks the text of the body, because the parsed body no longer contains the lost data.
 * @throws AppError `INVALID_INPUT`
 */
export async function rejectLossyCustomData(
  result: Validated,
  c: { req: { text(): Promise<string> } },
): Promise<never> {
  const issues = result.success ? [] : result.error.issues;
  const loss = result.target === 'json' ? findLossyPart(await c.req.text(), 'custom_data') : null;
  const lossIssues = loss ? [{ path: ['custom_data'], message: MESSAGES[loss] }] : [];
  if (issues.length + lossIssues.length > 0) throw invalidInput([...issues, ...lossIssues]);
  // A hook that returns undefined lets the route continue, but the type of an asynchronous hook allows only responses.
  return undefined as never;
}
