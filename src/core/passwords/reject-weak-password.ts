/** Rejects a new password that violates a rule. Every form that takes a new password calls this use case. */
import { AppError } from '../../rules/app-error.ts';
import { type NewPassword, passwordProblems } from '../../rules/passwords/password-rules.ts';
import type { Ctx } from '../request/context.ts';

export interface WeakPasswordInput extends Omit<NewPassword, 'commonPasswords'> {
  /** The field of the password in the request. */
  field: string;
}

/**
 * Passes a password that violates no rule.
 * @throws AppError `INVALID_INPUT` with the message of each violated rule on the field, `UNAVAILABLE`
 */
export async function rejectWeakPassword(ctx: Ctx, { field, ...input }: WeakPasswordInput): Promise<void> {
  const messages = passwordProblems({ ...input, commonPasswords: await ctx.commonPasswords() });
  if (messages.length === 0) return;
  throw new AppError('INVALID_INPUT', { problems: messages.map((message) => ({ field, message })) });
}
