/** What a client may say of itself wherever a session begins. */
import type { ClientFacts } from '../../core/begin-session.ts';
import type { DefaultTerms } from '../../rules/client-type.ts';
import { line, omittable } from './fields.ts';

export const clientFields = {
  client_type: omittable(line('client_type', 50)),
  // Published clients send `navigator.userAgent` here, which may be longer: a label is cut, not refused.
  device_name: omittable(line('device_name', 2000).transform((name) => [...name].slice(0, 255).join(''))),
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
