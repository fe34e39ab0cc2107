/** The expected error of each contract for each state of a token, and for other rejections. */
import { DENIED, errorBody, noSessionBody } from '../worker/auction/auction.ts';
import { failure, NOT_FOUND } from '../worker/support/golden.ts';
import type { Wording } from './route.ts';
import type { State } from './sample-data.ts';

export interface Refusal {
  status: number;
  body: object;
}

type RefusalTable = Record<State, Refusal>;

const NOT_VALIDATED = 'Could not validate credentials';
const EXPIRED = 'Token has expired';

/** The three wordings of v1 differ in the error code, the message for a missing token, and the `code` of SimpleJWT. */
function v1Refusals(code: string, missingTokenMessage: string, extraFields: object): RefusalTable {
  const invalidToken = (message: string, reason?: string): Refusal => ({
    status: 401,
    body: { ...failure(code, message, reason ? { reason } : {}), ...extraFields },
  });
  return {
    missing: { status: 401, body: failure(code, missingTokenMessage) },
    forged: invalidToken(NOT_VALIDATED),
    expired: invalidToken(EXPIRED),
    'refresh token': invalidToken(NOT_VALIDATED),
    'logged out': invalidToken(NOT_VALIDATED, 'logged_out'),
    deactivated: invalidToken(NOT_VALIDATED, 'deactivated'),
    'inactive only in D1': invalidToken(NOT_VALIDATED, 'deactivated'),
    'account expired': invalidToken(EXPIRED, 'expired'),
    deleted: invalidToken(NOT_VALIDATED),
  };
}

const NO_CREDENTIALS = 'Authentication credentials were not provided.';

const mediaRefusal = (code: string, message: string, status = 401): Refusal => ({
  status,
  body: { success: false, error: { code, message } },
});
const INVALID_TOKEN = mediaRefusal('INVALID_TOKEN', 'Invalid authentication token');
const TOKEN_EXPIRED = mediaRefusal('TOKEN_EXPIRED', 'Authentication token expired');

const MEDIA: RefusalTable = {
  missing: mediaRefusal('MISSING_TOKEN', 'Authentication token required'),
  forged: INVALID_TOKEN,
  expired: TOKEN_EXPIRED,
  'refresh token': INVALID_TOKEN,
  'logged out': INVALID_TOKEN,
  deactivated: INVALID_TOKEN,
  'inactive only in D1': INVALID_TOKEN,
  'account expired': TOKEN_EXPIRED,
  deleted: mediaRefusal('USER_NOT_FOUND', 'User not found'),
};

const noSession = (code: string): Refusal => ({ status: 401, body: noSessionBody(code) });
const INACTIVE = { status: 403, body: errorBody('SESSION_ENDED', 'Account is inactive') };

const AUCTION: RefusalTable = {
  missing: noSession('NOT_AUTHENTICATED'),
  forged: noSession('TOKEN_INVALID'),
  expired: noSession('TOKEN_EXPIRED'),
  'refresh token': noSession('TOKEN_INVALID'),
  'logged out': noSession('SESSION_ENDED'),
  deactivated: INACTIVE,
  'inactive only in D1': INACTIVE,
  'account expired': noSession('SESSION_ENDED'),
  deleted: { status: 404, body: errorBody('ACCOUNT_DELETED', 'User not found') },
};

const TABLES: Record<Exclude<Wording, 'service' | 'page'>, RefusalTable> = {
  plugs: v1Refusals('HTTP_ERROR', 'Authentication required', {}),
  reader: v1Refusals('UNAUTHORIZED', NO_CREDENTIALS, {}),
  device: v1Refusals('UNAUTHORIZED', NO_CREDENTIALS, { code: 'token_not_valid' }),
  media: MEDIA,
  auction: AUCTION,
};

/** @throws Error for `service` and `page`, because their routes do not accept the token of a client contract */
export function refusalOf(wording: Wording, state: State): Refusal {
  if (wording === 'service' || wording === 'page')
    throw new Error(`the routes with the wording ${wording} do not accept the token of a client contract`);
  return TABLES[wording][state];
}

/** The error for an account that is not an administrator. */
export function notAdministratorRefusal(wording: Wording): Refusal {
  if (wording === 'media') return mediaRefusal('INSUFFICIENT_PERMISSIONS', 'Admin access required', 403);
  return { status: 403, body: failure('FORBIDDEN', 'You do not have permission to perform this action.') };
}

/** The error for a resource of another account. */
export function foreignResourceRefusal(status: 403 | 404): Refusal {
  return { status, body: status === 403 ? DENIED : NOT_FOUND };
}
