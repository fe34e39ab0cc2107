/** What a client may say of itself wherever a session begins. */
import type { ClientFacts } from '../../core/sessions/begin-session.ts';
import { singleLine } from '../../http/wire-fields.ts';
import type { DefaultTerms } from '../../rules/sessions/client-type.ts';
import { blankAsUndefined } from './fields.ts';

export const clientFields = {
  client_type: blankAsUndefined(
    singleLine('client_type', 50),
    '`web`, `website`, `ios`, `android`, `mobile`, `telegram_bot`, `api` or any other. Left out, an app on Apple’s CFNetwork is `ios`, any other client what the route is made for',
  ),
  // Published clients send `navigator.userAgent` here, which may be longer: a label is cut, not refused.
  device_name: blankAsUndefined(
    singleLine('device_name', 2000).transform((name) => [...name].slice(0, 255).join('')),
    'Shown in the list of sessions, cut to 255 characters. Left out, it is taken from `User-Agent`',
  ).openapi({ maxLength: 2000 }),
};

interface SentFacts {
  client_type?: string | undefined;
  device_name?: string | undefined;
  telegram_user_id?: number | undefined;
  telegram_username?: string | undefined;
}

/** The facts under the core's names, with the terms that the route's contract gives when nothing is said. */
export function clientFacts(sent: SentFacts, contract: DefaultTerms): ClientFacts {
  return {
    contract,
    clientType: sent.client_type,
    deviceName: sent.device_name,
    telegramUserId: sent.telegram_user_id,
    telegramUsername: sent.telegram_username,
  };
}
