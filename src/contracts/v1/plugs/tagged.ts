/** A plug as a response with its validators (RFC 9110 section 8.8). */
import type { Context } from 'hono';
import { userOf } from '../../../core/request/access.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { httpDate, strongTag } from '../../../http/entity-tags.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { renderPlug } from './render.ts';

/** The body of a plug. Sets the headers `ETag` and `Last-Modified`. */
export function tagged(c: Context<AppEnv>, plug: PlugRow) {
  c.header('ETag', strongTag(plug.etag));
  c.header('Last-Modified', httpDate(plug.updatedAtMs));
  return renderPlug(plug, userOf(c.get('ctx')).accountId);
}
