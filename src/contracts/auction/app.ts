/** The auction site's contract: `/auth/*` at the root. Here `user_id` is only ever checked, never trusted. */

import type { Context } from 'hono';
import { updateProfile } from '../../core/accounts/update-profile.ts';
import { changePassword } from '../../core/passwords/change-password.ts';
import { requireAccess, userOf } from '../../core/request/access.ts';
import type { SignedIn } from '../../core/sessions/begin-session.ts';
import { logOut } from '../../core/sessions/log-out.ts';
import { logIn } from '../../core/sign-in/log-in.ts';
import { registerAccount } from '../../core/sign-in/register-account.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { limitBody } from '../../http/limit-body.ts';
import { noStore } from '../../http/no-store.ts';
import { newRouter } from '../../http/router.ts';
import { clearSessionCookie, sessionToken, setSessionCookie } from '../../http/session-cookie.ts';
import { AppError } from '../../rules/app-error.ts';
import { isoTime } from '../../rules/iso-time.ts';
import { renderAuctionError } from './errors.ts';
import { renderFullUser, renderNewUser, renderTokens, renderUser, splitName } from './render.ts';
import {
  changePasswordRoute,
  loginRoute,
  logoutRoute,
  meRoute,
  profileRoute,
  signupRoute,
} from './route-definitions.ts';

const client = { contract: 'auction' } as const;

/** The contract as a sub-app with its own errors and its own 404. */
export function auctionContract() {
  const auction = newRouter();
  auction.onError(renderAuctionError);
  auction.use('/auth/*', noStore, limitBody());
  auction.openapi(signupRoute, async (c) => {
    const { ctx } = c.var;
    const { name, email, password, phone = null, city = null, country = null } = c.req.valid('json');
    const signedIn = await registerAccount(ctx, {
      ...splitName(name),
      email,
      password,
      passwordRules: 'composition',
      profile: { phone, city, country },
      client,
    });
    const token = { ...keepSession(c, signedIn), created_at: isoTime(ctx.nowMs) };
    const message = 'User registered successfully';
    const user = renderNewUser(signedIn.account);
    return c.json({ success: true as const, message, user, auth_token: token }, 200);
  });
  auction.openapi(loginRoute, async (c) => {
    const { ctx } = c.var;
    const { email: identifier, password } = c.req.valid('json');
    const signedIn = await logIn(ctx, { identifier, by: 'email', password, client });
    const token = { ...keepSession(c, signedIn), login_at: isoTime(ctx.nowMs) };
    const user = renderUser(signedIn.account);
    return c.json({ success: true as const, message: 'Login successful', user, auth_token: token }, 200);
  });
  auction.openapi(meRoute, async (c) => {
    requireOwnId(c, c.req.valid('query').user_id);
    return c.json({ success: true as const, user: renderFullUser(await requireAccess(c.var.ctx)) }, 200);
  });
  auction.openapi(profileRoute, async (c) => {
    const { user_id: userId, name, avatar_url: avatarUrl, ...rest } = c.req.valid('json');
    requireOwnId(c, userId);
    const names = name === undefined ? {} : splitName(name);
    const account = await updateProfile(c.var.ctx, { ...names, ...rest, avatarUrl });
    const message = 'Profile updated successfully';
    return c.json({ success: true as const, message, user: renderFullUser(account) }, 200);
  });
  auction.openapi(changePasswordRoute, async (c) => {
    const { user_id: userId, current_password, new_password } = c.req.valid('json');
    requireOwnId(c, userId);
    await changePassword(c.var.ctx, { currentPassword: current_password, newPassword: new_password });
    return c.json({ success: true as const, message: 'Password changed successfully' }, 200);
  });
  auction.openapi(logoutRoute, async (c) => {
    await logOut(c.var.ctx, { accessToken: sessionToken(c) });
    clearSessionCookie(c);
    return c.json({ success: true as const, message: 'Logged out' }, 200);
  });
  auction.all('/auth/*', () => {
    throw new AppError('NOT_FOUND');
  });
  return auction;
}

function keepSession(c: Context<AppEnv>, { account, tokens }: SignedIn) {
  setSessionCookie(c, tokens.accessToken, tokens.expiresInSeconds);
  return renderTokens(account, tokens);
}

/** @throws AppError `FORBIDDEN` for an id that is not the caller's */
function requireOwnId(c: Context<AppEnv>, userId: number | undefined): void {
  if (userId !== undefined && userId !== userOf(c.get('ctx')).accountNumber) throw new AppError('FORBIDDEN');
}
