/** Rejects a new password that violates a rule. Every use case with a new password calls one of these functions. */
import { AppError, type FieldProblem } from '../../rules/app-error.ts';
import { type NewPassword, passwordProblems } from '../../rules/passwords/password-rules.ts';
import type { Ctx } from '../request/context.ts';

export interface WeakPasswordInput extends Omit<NewPassword, 'commonPasswords'> {
  /** The field of the password in the request. */
  field: string;
}

/**
 * Rejects a password that violates a rule.
 * @throws AppError `INVALID_INPUT` with the message of each violated rule on the field, `UNAVAILABLE`
 */
export async function rejectWeakPassword(ctx: Ctx, input: WeakPasswordInput): Promise<void> {
  const problems = await weakPasswordProblems(ctx, input);
  if (problems.length > 0) throw new AppError('INVALID_INPUT', { problems });
}

/**
 * Returns the message of each rule that a password violates.
 * @throws AppError `UNAVAILABLE`
 */
export async function weakPasswordProblems(
  ctx: Ctx,
  { field, ...input }: WeakPasswordInput,
): Promise<FieldProblem[]> {
  const messages = passwordProblems({ ...input, commonPasswords: await ctx.commonPasswords() });
  return messages.map((message) => ({ field, message }));
}
