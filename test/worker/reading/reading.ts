/** Passages for tests, and administrators and readers with one function for each operation. */
import { expect } from 'vitest';
import { newAdministrator } from '../sessions/device.ts';
import { makePremium } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, signUp, type TestAccount, type TestResponse } from '../support/client.ts';
import { aTime, aUuid, failure } from '../support/golden.ts';

/** The id of a passage that does not exist. */
export const UNKNOWN_PASSAGE = '0199f1a2-7c1e-7000-8000-000000000001';

export const QUESTIONS = [
  {
    text: 'What do bees do?',
    options: ['Dance', 'Sing', 'Write'],
    correct_answer_index: 0,
    explanation: 'They dance.',
  },
  {
    text: 'Where?',
    options: ['In the hive', 'At sea'],
    correct_answer_index: 0,
    explanation: 'In the dark.',
  },
  {
    text: 'Who found out?',
    options: ['Newton', 'Curie', 'Darwin', 'von Frisch'],
    correct_answer_index: 3,
    explanation: '',
  },
];

/** A complete request body for a passage. `fields` replace the values of the same names. */
export const passageDraft = (fields: object = {}) => ({
  title: 'The Bee That Dances',
  content: 'A honeybee dances.\n\nThe others follow.',
  difficulty: 'Easy',
  tier: 'free',
  questions: QUESTIONS,
  ...fields,
});

export interface Editor {
  token: string;
  create: (fields?: object) => Promise<TestResponse['body']>;
  post: (body: unknown) => Promise<TestResponse>;
  update: (id: string, changes: unknown) => Promise<TestResponse>;
  remove: (id: string) => Promise<TestResponse>;
  /** Changes another account by `PATCH /auth/users/{number}/`. */
  change: (account: { id: string }, changes: object) => Promise<TestResponse>;
}

/** Creates an administrator, with functions to write passages. */
export async function newEditor(): Promise<Editor> {
  const { token, change } = await newAdministrator();
  const post = (body: unknown) => call('/admin/passages', { token, body });
  return {
    token,
    change,
    post,
    create: async (fields) => {
      const { status, body } = await post(passageDraft(fields));
      if (status !== 201) throw new Error(`passages: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    update: (id, body) => call(`/admin/passages/${id}`, { method: 'PUT', token, body }),
    remove: (id) => call(`/admin/passages/${id}`, { method: 'DELETE', token }),
  };
}

/** The operations of a reader on passages. Without a token, the reader is anonymous. */
export function readerWith(token?: string, headers: Record<string, string> = {}) {
  const get = (path: string) => call(path, { token, headers });
  return {
    list: (query = '') => get(`/passages?${query}`),
    read: (id: string) => get(`/passages/${id}`),
    readProgress: () => get('/progress'),
    readProgressOn: (id: string) => get(`/progress/passages/${id}`),
    submit: (id: string, answers: unknown, time_spent_seconds?: unknown) =>
      call(`/progress/passages/${id}/submit`, { token, headers, body: { answers, time_spent_seconds } }),
  };
}

export type TestReader = ReturnType<typeof readerWith> & TestAccount;

/** Creates an account without premium access. */
export async function newReader(): Promise<TestReader> {
  const account = await signUp('reader');
  return { ...account, ...readerWith(account.token) };
}

/** Creates an account with premium access, either unlimited or until a given time. */
export async function newPremiumReader(untilMs: number | null = null): Promise<TestReader> {
  const reader = await newReader();
  await makePremium(reader, untilMs);
  return reader;
}

/** Answers to the questions of a passage, given by the index of each chosen option. Null omits an answer. */
export function answersTo(passage: { questions: { id: string }[] }, chosen: (number | null)[]) {
  return passage.questions.flatMap(({ id }, at) => {
    const option = chosen[at] ?? null;
    return option === null ? [] : [{ question_id: id, selected_option_index: option }];
  });
}

/** The index of the correct option of each of `QUESTIONS`. */
export const CORRECT_OPTIONS = [0, 0, 3];

/** Deletes all passages. D1 then also deletes the questions of the passages and the progress on the passages. */
export async function clearPassages(): Promise<void> {
  await bindings.DB.prepare('DELETE FROM passages').run();
}

export const PREMIUM_REQUIRED = {
  ...failure('PREMIUM_REQUIRED', 'This passage requires a premium subscription'),
  upgrade_url: 'http://plugs.test/web/account',
};

/** Expects status 200, one round trip to D1 that wrote nothing, and no other cost. */
export function expectOneRoundTrip(response: TestResponse): void {
  expect(response.status).toBe(200);
  expect(response.cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0, hashes: 0 });
}

/** The list entry of a passage that was created from `passageDraft`. */
export function passageSummary(fields: object = {}) {
  return {
    id: aUuid,
    title: 'The Bee That Dances',
    difficulty: 'Easy',
    tier: 'free',
    question_count: 3,
    created_at: aTime,
    updated_at: aTime,
    ...fields,
  };
}

/** The progress of a reader on a passage before the first submission. */
export function noProgress(passageId: string) {
  return {
    passage_id: passageId,
    score: 0,
    is_completed: false,
    attempts: 0,
    time_spent_seconds: 0,
    updated_at: null,
  };
}

/** Deletes all passages, and creates an editor, a passage and a reader. */
export async function newPassageAndReader() {
  await clearPassages();
  const admin = await newEditor();
  const passage: TestResponse['body'] = await admin.create();
  return { admin, passage, reader: await newReader() };
}
