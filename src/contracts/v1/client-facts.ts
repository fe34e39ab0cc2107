/** The fields in which a client describes itself when a session begins. */
import type { ClientFacts } from '../../core/sessions/begin-session.ts';
import { blankAsUndefined } from '../../http/fields/account-fields.ts';
import { singleLine } from '../../http/wire-fields.ts';
import type { DefaultTerms } from '../../rules/sessions/client-type.ts';

/**
 * The maximum length of `device_name` in code points. It equals the default size limit of a body in bytes, so that no
 * name is rejected as too long.
 */
const MAX_DEVICE_NAME_LENGTH = 65_536;

export const clientFields = {
  client_type: blankAsUndefined(
    singleLine('client_type', 50),
    '`web`, `website`, `ios`, `android`, `mobile`, `telegram_bot`, `api` or any other text. The default is `ios` for an app that uses Apple’s CFNetwork, and otherwise the type that the route is intended for',
  ),
  // Published clients send `navigator.userAgent` as `device_name`. This text may be longer than a label, so a long name
  // is cut instead of rejected.
  device_name: blankAsUndefined(
    singleLine('device_name', MAX_DEVICE_NAME_LENGTH).transform((name) => [...name].slice(0, 255).join('')),
    'A label in the list of sessions, cut to 255 characters. The default is derived from `User-Agent`',
  ).openapi({ maxLength: MAX_DEVICE_NAME_LENGTH }),
};

interface SentFacts {
  client_type?: string | undefined;
  device_name?: string | undefined;
  telegram_user_id?: number | undefined;
  telegram_username?: string | undefined;
}

/**
 * Converts the fields to the names of the core. The terms of `contract`, which are the token lifetimes and the refresh
 * policy, apply if neither the client type nor the user agent selects other terms.
 */
export function clientFacts(sent: SentFacts, contract: DefaultTerms): ClientFacts {
  return {
    contract,
    clientType: sent.client_type,
    deviceName: sent.device_name,
    telegramUserId: sent.telegram_user_id,
    telegramUsername: sent.telegram_username,
  };
}
