/**
 * Accounts and data for fuzzed requests. Data that a request deletes or uses up is created again for the next request.
 */
import { passageDraft } from '../../worker/reading/reading.ts';
import { NEW_PASSWORD } from '../../worker/sessions/device.ts';
import { updateAccount } from '../../worker/support/accounts.ts';
import { call, freshEmail, mailedCode, type TestResponse } from '../../worker/support/client.ts';
import { START } from '../../worker/support/golden.ts';
import { createSampleData, type SampleData } from '../sample-data.ts';

/**
 * Matches the ids of operations that end or refresh sessions, delete the account, change the password or the e-mail
 * address, or have a low limit. Each request needs a new account.
 */
const SINGLE_USE =
  /logOut|deleteMedia|revoke|refresh|rotate|resetPassword|verifyReset|changeAuctionPassword|InBulk|email|sendVerification/i;
/** The Plex token that the fake of Plex in fuzz.ts accepts. */
export const VALID_PLEX_TOKEN = 'valid-plex-token';

/** The data of one request, and the differences between this request and the sample request of the route. */
export interface PreparedRequest {
  sampleData: SampleData;
  /** Fields that replace fields of the body of the sample request. */
  body?: object;
  path?: string;
}

/**
 * By operation id: functions that create the data that the previous request used up or that the sample data does not
 * contain.
 */
const PREPARATIONS: Record<
  string,
  (
    sampleData: SampleData,
  ) => Promise<Omit<PreparedRequest, 'sampleData'> & { sampleData?: Partial<SampleData> }>
> = {
  register: renewUnusedEmail,
  signUpAtAuction: renewUnusedEmail,
  importAccounts: renewUnusedEmail,
  createPlug: async () => ({ body: { last_name: freshEmail() } }),
  deletePlug: async (sampleData) => ({ sampleData: { plugId: await createNewPlug(sampleData) } }),
  convertPlug: async (sampleData) => ({
    sampleData: { plugId: await createNewPlug(sampleData) },
    body: { email: freshEmail('contact') },
  }),
  restorePlug: async ({ trashedId, token }) => {
    await call(`/plugs/${trashedId}`, { method: 'DELETE', token });
    return {};
  },
  deletePassage: async ({ token }) => {
    const { body } = await call('/admin/passages', { token, body: passageDraft() });
    return { sampleData: { passageId: body.id } };
  },
  restoreAccount: async ({ deletedNumber }) => {
    await updateAccount({ number: deletedNumber }, { deletedAtMs: START });
    return {};
  },
  verifyResetCode: async ({ email }) => ({ body: { otp_code: await requestResetCode(email) } }),
  resetPassword: async ({ email }) => {
    const { body } = await call('/auth/verify-otp', {
      body: { email, otp_code: await requestResetCode(email) },
    });
    return { body: { token: body.token, new_password: NEW_PASSWORD } };
  },
  verifyEmail: async ({ email, token }) => {
    await call('/auth/verify-email/send', { method: 'POST', token });
    return { body: { email, otp_code: await mailedCode(email) } };
  },
  changeEmail: async ({ token }) => {
    const new_email = freshEmail('changed');
    await call('/auth/change-email', { token, body: { new_email } });
    return { body: { otp_code: await mailedCode(new_email) } };
  },
  requestEmailChange: renewUnusedEmail,
  logInToMediaWithPlex: async () => ({ body: { plexToken: VALID_PLEX_TOKEN } }),
  pollMediaPin: async () => {
    const { body } = await call('//api/auth/plex/pin', { method: 'POST' });
    return { path: `/api/auth/plex/pin/${body.data.id}` };
  },
};

/** Whether each request of the operation needs a new account. Fewer requests are sent to such operations. */
export function needsNewAccount(operationId: string): boolean {
  return SINGLE_USE.test(operationId);
}

/** Prepares the data for the next request of an operation. `shared` is used unless each request needs a new account. */
export async function prepareRequest(operationId: string, shared: SampleData): Promise<PreparedRequest> {
  const base = needsNewAccount(operationId) ? await createSampleData() : shared;
  const { sampleData, ...rest } = (await PREPARATIONS[operationId]?.(base)) ?? {};
  return { sampleData: { ...base, ...sampleData }, ...rest };
}

async function renewUnusedEmail() {
  return { sampleData: { unusedEmail: freshEmail('fresh') } };
}

async function createNewPlug({ token }: SampleData): Promise<string> {
  const created: TestResponse = await call('/plugs/', {
    token,
    body: { first_name: 'New', last_name: freshEmail() },
  });
  return created.body.id;
}

/** Requests a code for a password reset, and returns the code from the e-mail. */
async function requestResetCode(email: string): Promise<string> {
  await call('/auth/send-otp', { body: { email } });
  return mailedCode(email);
}
