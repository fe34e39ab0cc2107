/** The page of one account, the actions on the account, and the pages that confirm actions. */
import type { Context } from 'hono';
import { changeAccount, restoreAccount } from '../../../../core/administration/administer-accounts.ts';
import { inviteAgain } from '../../../../core/administration/create-account.ts';
import { endAccountSessions } from '../../../../core/administration/end-any-sessions.ts';
import { readAccountDetails } from '../../../../core/administration/read-account-details.ts';
import { unlockAccount } from '../../../../core/administration/unlock-account.ts';
import type { Ctx } from '../../../../core/request/context.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import { MAX_INSTANT_MS } from '../../../../http/fields/account-fields.ts';
import { limitBody } from '../../../../http/limit-body.ts';
import { newRouter } from '../../../../http/router.ts';
import { fullName } from '../../../../rules/accounts/full-name.ts';
import { dayEndMs } from '../../../../rules/accounts/local-day.ts';
import { blankForm, type FormState } from '../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../forms.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { ConfirmPage } from '../confirm-page.tsx';
import { type AdminNotice, withNotice } from '../notices.tsx';
import { AccountPage } from './account-page.tsx';
import { type ConfirmationTexts, DEACTIVATION, END_OF_SESSIONS } from './confirmations.ts';
import { rightsOf } from './facts.tsx';
import { accountPathParams, rightsForm } from './fields.ts';
import { ACCOUNTS_PATH } from './list.tsx';

const PATH = `${ACCOUNTS_PATH}/:number`;

export const accountPages = newRouter();

accountPages.get(PATH, async (c) => showAccount(c, null, 200));

/**
 * Responds with the page of the account. If the request sent the form of the rights, this form shows the sent values,
 * otherwise the stored rights. The page also shows the error message in `sent`, for example of a failed action.
 */
async function showAccount(c: Context<AppEnv>, sent: FormState | null, status: 200 | 409 | 422 | 503) {
  const { ctx, administrator } = c.var;
  const details = await readAccountDetails(ctx, { number: accountNumberOf(c) });
  const form = sent?.values.role
    ? sent
    : { ...blankForm(rightsOf(details.account, administrator.timeZone)), ...messageOf(sent) };
  const query = { select: c.req.query('select'), notice: c.req.query('notice'), count: c.req.query('count') };
  const page = (
    <AccountPage
      administrator={administrator}
      details={details}
      form={form}
      query={query}
      nowMs={ctx.nowMs}
    />
  );
  return renderPage(c, fullName(details.account), page, status);
}

const show: ShowForm = (c, form, status) => showAccount(c, form, status as 409);

accountPages.post(`${PATH}/rights`, limitBody(), validForm(rightsForm, show), (c) =>
  submit(c, show, async () => {
    const { ctx, administrator } = c.var;
    const number = accountNumberOf(c);
    const { role, premium, premium_until, expiry_date } = c.req.valid('form');
    const { account } = await readAccountDetails(ctx, { number });
    const shownRights = rightsOf(account, administrator.timeZone);
    // The form shows only the day, so the stored time is kept if the sent day is the shown day. Otherwise the stored
    // time becomes the first instant after the sent day, at most the last instant that the API accepts, or null without
    // a day.
    const endMs = (day: string | null) =>
      day === null ? null : Math.min(dayEndMs(administrator.timeZone, day) + 1, MAX_INSTANT_MS);
    const premiumUntil = premium === 'until' ? premium_until : null;
    await changeAccount(ctx, {
      number,
      changes: {
        role,
        isPremium: premium !== 'no',
        ...((premiumUntil ?? '') !== shownRights.premium_until && { premiumUntilMs: endMs(premiumUntil) }),
        ...((expiry_date ?? '') !== shownRights.expiry_date && { expiresAtMs: endMs(expiry_date) }),
      },
    });
    return redirectTo(c, withNotice(`${ACCOUNTS_PATH}/${number}`, 'saved'));
  }),
);

/**
 * The actions without fields and without a confirmation, by the last part of their path. Each function returns the name
 * of the notice that the page of the account then shows.
 */
const ACTIONS: Record<string, (ctx: Ctx, number: number) => Promise<AdminNotice>> = {
  unlock: async (ctx, number) => ((await unlockAccount(ctx, { number })) ? 'unlocked' : 'not-locked'),
  verify: async (ctx, number) => {
    await changeAccount(ctx, { number, changes: { isVerified: true } });
    return 'verified';
  },
  activate: async (ctx, number) => {
    await changeAccount(ctx, { number, changes: { isActive: true } });
    return 'activated';
  },
  restore: async (ctx, number) => {
    await restoreAccount(ctx, { number });
    return 'restored';
  },
  invite: async (ctx, number) => {
    await inviteAgain(ctx, { number });
    return 'invited';
  },
};

for (const [name, runAction] of Object.entries(ACTIONS)) {
  accountPages.post(`${PATH}/${name}`, limitBody(), (c) =>
    submit(c, show, async () => {
      const number = accountNumberOf(c);
      return redirectTo(c, withNotice(`${ACCOUNTS_PATH}/${number}`, await runAction(c.var.ctx, number)));
    }),
  );
}

/** Creates the function that responds with the page that confirms an action. */
const showConfirmation =
  ({ title, buttonLabel, text }: ConfirmationTexts): ShowForm =>
  async (c, form, status) => {
    const { ctx, administrator } = c.var;
    const { account } = await readAccountDetails(ctx, { number: accountNumberOf(c) });
    const page = (
      <ConfirmPage
        administrator={administrator}
        current={ACCOUNTS_PATH}
        parent={{ href: `${ACCOUNTS_PATH}/${account.number}`, label: account.username }}
        title={
          <>
            {title} <bdi>{account.username}</bdi>?
          </>
        }
        text={text}
        action={c.req.path}
        buttonLabel={buttonLabel}
        form={form}
      />
    );
    return renderPage(c, buttonLabel, page, status);
  };

const showDeactivation = showConfirmation(DEACTIVATION);
accountPages.get(`${PATH}/deactivate`, (c) => showDeactivation(c, blankForm(), 200));
accountPages.post(`${PATH}/deactivate`, limitBody(), (c) =>
  submit(c, showDeactivation, async () => {
    const number = accountNumberOf(c);
    await changeAccount(c.var.ctx, { number, changes: { isActive: false } });
    return redirectTo(c, withNotice(`${ACCOUNTS_PATH}/${number}`, 'deactivated'));
  }),
);

const showEndOfSessions = showConfirmation(END_OF_SESSIONS);
accountPages.get(`${PATH}/end-sessions`, (c) => showEndOfSessions(c, blankForm(), 200));
accountPages.post(`${PATH}/end-sessions`, limitBody(), (c) =>
  submit(c, showEndOfSessions, async () => {
    const number = accountNumberOf(c);
    const count = await endAccountSessions(c.var.ctx, { number });
    return redirectTo(c, withNotice(`${ACCOUNTS_PATH}/${number}`, 'sessions-ended', count));
  }),
);

function accountNumberOf(c: Context<AppEnv>): number {
  return accountPathParams.parse(c.req.param()).number;
}

function messageOf(sent: FormState | null): Pick<FormState, 'message'> {
  return sent?.message ? { message: sent.message } : {};
}
