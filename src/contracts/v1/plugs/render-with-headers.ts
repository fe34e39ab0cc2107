/** Renders a plug together with the response headers of a plug. */
import type { Context } from 'hono';
import type { WrittenPlug } from '../../../core/plugs/write-plug.ts';
import { userOf } from '../../../core/request/access.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { httpDate, strongTag } from '../../../http/entity-tags.ts';
import { revisionId } from '../../../rules/plugs/history/revision-number.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { renderPlug } from './render.ts';

/** Returns the body of a plug, and sets its validators `ETag` and `Last-Modified` (RFC 9110 section 8.8). */
export function renderWithValidators(c: Context<AppEnv>, plug: PlugRow) {
  c.header('ETag', strongTag(plug.etag));
  c.header('Last-Modified', httpDate(plug.updatedAtMs));
  return renderPlug(plug, userOf(c.get('ctx')).accountId);
}

/** Returns the body of a plug after a write, and sets its validators. Also sets `X-Revision` if a value changed. */
export function renderWrittenPlug(c: Context<AppEnv>, written: WrittenPlug) {
  setRevisionHeader(c, written);
  return renderWithValidators(c, written.plug);
}

/** Sets the header `X-Revision` if a value changed. */
export function setRevisionHeader(c: Context<AppEnv>, { plug, isWritten }: WrittenPlug): void {
  if (isWritten) c.header('X-Revision', revisionId(plug.seq));
}
