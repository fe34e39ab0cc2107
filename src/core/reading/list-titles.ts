/** Lists all passages, including those that require premium access, with the caller's progress. */
import { isPremium } from '../../rules/accounts/premium.ts';
import {
  type PassageSummary,
  passageCountsStatement,
  passageTitlesStatement,
} from '../../store/reading/passages.ts';
import { type ProgressRow, progressStatement } from '../../store/reading/progress.ts';
import { type CallerAccount, readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { readerOf } from './reader.ts';

type Score = Pick<ProgressRow, 'bestScore' | 'isCompleted'>;

/** An entry of the list. */
export interface Title {
  passage: PassageSummary;
  /** Whether the caller may read the passage. */
  isReadable: boolean;
  /** Null if the caller has made no attempt or may not read the passage. */
  score: Score | null;
}

export interface TitleList {
  account: CallerAccount;
  titles: Title[];
  /** The number of all passages. */
  total: number;
  /** The number of passages that the caller may read. */
  readableCount: number;
  /** The number of readable passages that the caller has completed. */
  completedCount: number;
  /** The number of passages that the caller may not read, because the caller has no premium access. */
  lockedCount: number;
}

export interface TitlePage {
  limit: number;
  offset: number;
}

/**
 * Reads one page of the list, newest first, in one round trip.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function listTitles(ctx: Ctx, page: TitlePage): Promise<TitleList> {
  const { account, results } = await readWithAccess(ctx, titleStatements(ctx, page));
  return titleListOf(ctx, account, results);
}

/**
 * The statements that read one page of the list. `titleListOf` combines their results.
 * @throws AppError `NOT_AUTHENTICATED`
 */
export function titleStatements(ctx: Ctx, page: TitlePage) {
  const { accountNumber } = userOf(ctx);
  return [
    passageTitlesStatement(ctx.database, page),
    passageCountsStatement(ctx.database),
    progressStatement(ctx.database, accountNumber, readerOf(ctx)),
  ] as const;
}

/** Combines the results of `titleStatements`. */
export function titleListOf(
  { nowMs }: Ctx,
  account: CallerAccount,
  [passages, counts, submitted]: readonly [
    PassageSummary[],
    { total: number; premium: number }[],
    (Score & { passageId: string })[],
  ],
): TitleList {
  const hasPremium = isPremium(account, nowMs);
  const scores = new Map(submitted.map((score) => [score.passageId, score]));
  const { total = 0, premium = 0 } = counts[0] ?? {};
  const lockedCount = hasPremium ? 0 : premium;
  return {
    account,
    titles: passages.map((passage) => ({
      passage,
      isReadable: hasPremium || passage.tier === 'free',
      score: scores.get(passage.id) ?? null,
    })),
    total,
    readableCount: total - lockedCount,
    completedCount: submitted.filter(({ isCompleted }) => isCompleted).length,
    lockedCount,
  };
}
