/** Renders a plug as a response with its validators (RFC 9110 section 8.8). */
import type { Context } from 'hono';
import type { WrittenPlug } from '../../../core/plugs/write-plug.ts';
import { userOf } from '../../../core/request/access.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { httpDate, strongTag } from '../../../http/entity-tags.ts';
import { revisionId } from '../../../rules/plugs/history/revision-number.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { renderPlug } from './render.ts';

/** Returns the body of a plug, and sets the headers `ETag` and `Last-Modified`. */
export function tagged(c: Context<AppEnv>, plug: PlugRow) {
  c.header('ETag', strongTag(plug.etag));
  c.header('Last-Modified', httpDate(plug.updatedAtMs));
  return renderPlug(plug, userOf(c.get('ctx')).accountId);
}

/** Returns the body of a plug after a write. Sets the headers of `tagged`, and `X-Revision` if a value changed. */
export function writtenBody(c: Context<AppEnv>, { plug, ...written }: WrittenPlug) {
  setRevision(c, { plug, ...written });
  return tagged(c, plug);
}

/** Sets the header `X-Revision` if a value changed. */
export function setRevision(c: Context<AppEnv>, { plug, isWritten }: WrittenPlug): void {
  if (isWritten) c.header('X-Revision', revisionId(plug.seq));
}
