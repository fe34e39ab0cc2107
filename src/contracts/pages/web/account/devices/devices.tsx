/**
 * The routes of the page of devices: the list of the live sessions, a confirmation, and the forms that end sessions.
 */
import { requireAccess, userOf } from '../../../../../core/request/access.ts';
import { listOwnDevices } from '../../../../../core/sessions/own-devices.ts';
import { endOwnSessions, revokeSession } from '../../../../../core/sessions/own-sessions.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../../http/router.ts';
import { AppError } from '../../../../../rules/app-error.ts';
import { AppPage, CardPage } from '../../../components/layouts.tsx';
import { MessageFlash } from '../../../components/messages.tsx';
import { blankForm } from '../../../form-state.ts';
import { sentForm } from '../../../forms.ts';
import { redirectTo, renderPage } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { CardForm } from '../../card-form.tsx';
import { noticeOf } from '../../notices.ts';
import { personOf } from '../../person.ts';
import { DeviceList } from './device-list.tsx';
import { EndOthersLink } from './end-others.tsx';

const PATH = '/web/account/devices';
const sessionSchema = z.object({ session: z.coerce.number().int().positive() });

export const devicePages = newRouter();

devicePages.get(PATH, requirePageSession, async (c) => {
  const { ctx } = c.var;
  const { account, devices } = await listOwnDevices(ctx);
  const notice = noticeOf(c.req.query('notice'));
  const page = (
    <AppPage
      title="Devices"
      lead="Every device and app that is signed in."
      person={personOf(account)}
      current="/web/account"
      isMedium
      actions={devices.length > 1 && <EndOthersLink />}
    >
      <div class="stack">
        {notice && <MessageFlash message={notice} />}
        <div class="card">
          <DeviceList
            sessions={devices}
            currentId={userOf(ctx).sessionId}
            nowMs={ctx.nowMs}
            timeZone={account.timeZone}
          />
        </div>
        <p>
          <a href="/web/account#devices">Back to the account</a>
        </p>
      </div>
    </AppPage>
  );
  return renderPage(c, 'Devices', page);
});

devicePages.post(`${PATH}/end`, requirePageSession, async (c) => {
  const form = sessionSchema.safeParse((await sentForm(c)).values);
  if (!form.success) throw new AppError('NOT_FOUND');
  await revokeSession(c.var.ctx, { id: form.data.session });
  return redirectTo(c, `${PATH}?notice=device-ended`);
});

devicePages.get(`${PATH}/end-others`, requirePageSession, async (c) => {
  await requireAccess(c.var.ctx);
  const page = (
    <CardPage title="End all other sessions?" foot={<a href={PATH}>Keep sessions</a>}>
      <p class="muted">Every device except this one must sign in again.</p>
      <CardForm action={`${PATH}/end-others`} form={blankForm()} buttonLabel="End sessions" isDanger />
    </CardPage>
  );
  return renderPage(c, 'End all other sessions', page);
});

devicePages.post(`${PATH}/end-others`, requirePageSession, async (c) => {
  await endOwnSessions(c.var.ctx, { keepsCurrent: true, reason: 'revoked' });
  return redirectTo(c, `${PATH}?notice=devices-ended`);
});
