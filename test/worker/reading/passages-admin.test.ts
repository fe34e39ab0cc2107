/** The creation of passages by administrators, rejected writes of other clients, and writes during a deletion. */
import { beforeEach, describe, expect, it } from 'vitest';
import { withBatch } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { call } from '../support/client.ts';
import { aUuid, failure, invalid } from '../support/golden.ts';
import {
  clearPassages,
  type Editor,
  newEditor,
  newPremiumReader,
  newReader,
  passageDraft,
  passageSummary,
  QUESTIONS,
  readerWith,
  UNKNOWN_PASSAGE,
} from './reading.ts';

const FORBIDDEN = failure('FORBIDDEN', 'You do not have permission to perform this action.');
const anonymous = readerWith();
let admin: Editor;

beforeEach(async () => {
  await clearPassages();
  admin = await newEditor();
});

describe('an administrator', () => {
  it('an administrator creates a passage, and the response contains the correct answers and a Location', async () => {
    const { status, headers, body } = await admin.post(passageDraft({ title: '  Bees ', extra: 'ignored' }));
    expect(status).toBe(201);
    expect(headers.get('Location')).toBe(`/api/v1/passages/${body.id}`);
    expect(body).toEqual({
      ...passageSummary({ title: 'Bees' }),
      content: passageDraft().content,
      questions: QUESTIONS.map((question, order) => ({ ...question, id: aUuid, order })),
    });
  });

  it('a question may have no explanation and an explicit order, and a passage may have no questions', async () => {
    const [first, second] = QUESTIONS;
    const { explanation: _none, ...bare } = first as (typeof QUESTIONS)[0];
    const created = await admin.create({
      questions: [
        { ...bare, order: 7 },
        { ...second, order: 3 },
      ],
    });
    expect(created.questions).toMatchObject([
      { text: 'Where?', order: 3 },
      { text: 'What do bees do?', order: 7, explanation: '' },
    ]);
    expect((await anonymous.read(created.id)).body.questions).toMatchObject([{ order: 3 }, { order: 7 }]);
    const { questions: _questions, ...without } = passageDraft();
    expect((await admin.post(without)).body).toMatchObject({ question_count: 0, questions: [] });
  });

  it('the content and the questions of a passage are stored unchanged, with special characters and several scripts', async () => {
    const text = `"123" 'O''Brien' \\u0041 {"$.id"} 😀 第\n\tΔ % ? --`;
    const questions = [{ text, options: [text, '0'], correct_answer_index: 1, explanation: text }];
    const { id } = await admin.create({ content: text, questions });
    const { body } = await anonymous.read(id);
    expect(body.content).toBe(text);
    expect(body.questions).toMatchObject([{ text, options: [text, '0'] }]);
    expect((await admin.update(id, {})).body.questions).toMatchObject(questions);
  });

  it('the content of a passage has at most 100,000 characters, and an emoji counts as one character', async () => {
    const content = '😀'.repeat(100_000);
    const { id } = await admin.create({ content });
    expect((await anonymous.read(id)).body.content).toBe(content);
    const { status, body } = await admin.post(passageDraft({ content: `${content}x` }));
    expect(status).toBe(400);
    expect(body).toEqual(invalid({ field: 'content', message: 'content must be at most 100000 characters' }));
  });

  it('a passage has at most 100 questions', async () => {
    const questions = Array.from({ length: 100 }, () => QUESTIONS[0]);
    expect((await admin.create({ questions })).question_count).toBe(100);
    const { body } = await admin.post(passageDraft({ questions: [...questions, QUESTIONS[0]] }));
    expect(body).toEqual(invalid({ field: 'questions', message: 'questions must be a list of at most 100' }));
  });

  it.each([
    [{ title: undefined }, 'title', 'title is required'],
    [{ title: 'x'.repeat(201) }, 'title', 'title must be at most 200 characters'],
    [{ content: ' \n ' }, 'content', 'content is required'],
    [{ difficulty: 'Extreme' }, 'difficulty', 'difficulty must be one of Easy, Medium, Hard'],
    [{ tier: undefined }, 'tier', 'tier must be one of free, premium'],
    [{ questions: {} }, 'questions', 'questions must be a list of at most 100'],
  ])(
    'a passage with a missing or invalid field is rejected with the message of this field: %j %s',
    async (invalidFields, field, message) => {
      const { status, body } = await admin.post(passageDraft(invalidFields));
      expect(status).toBe(400);
      expect(body).toEqual(invalid({ field, message }));
      expect((await anonymous.list()).body.count).toBe(0);
    },
  );

  const INDEX_MESSAGE = 'correct_answer_index must be the index of an option, starting at 0';
  const OPTIONS_MESSAGE = 'options must be a list of 2 to 10 strings';
  it.each([
    [{ text: '' }, 'text', 'text is required'],
    [{ text: 'x'.repeat(1001) }, 'text', 'text must be at most 1000 characters'],
    [{ options: ['one'] }, 'options', OPTIONS_MESSAGE],
    [{ options: Array(11).fill('x') }, 'options', OPTIONS_MESSAGE],
    [{ options: ['', 'b'] }, 'options.0', 'options is required'],
    [{ correct_answer_index: 3 }, 'correct_answer_index', INDEX_MESSAGE],
    [{ correct_answer_index: -1 }, 'correct_answer_index', INDEX_MESSAGE],
    [{ correct_answer_index: 0.5 }, 'correct_answer_index', INDEX_MESSAGE],
    [{ explanation: 'x'.repeat(5001) }, 'explanation', 'explanation must be at most 5000 characters'],
    [{ order: -1 }, 'order', 'order must be a whole number from 0 to 1000000'],
  ])(
    'a passage with the invalid question field %j is rejected with the message of this field',
    async (invalidFields, field, message) => {
      const { status, body } = await admin.post(
        passageDraft({ questions: [{ ...QUESTIONS[0], ...invalidFields }] }),
      );
      expect(status).toBe(400);
      expect(body.error.details).toContainEqual({ field: `questions.0.${field}`, message });
    },
  );
});

describe('a write of a passage', () => {
  const requestsToWrite = (id: string) =>
    [
      ['/admin/passages', 'POST', passageDraft()],
      [`/admin/passages/${id}`, 'PUT', { title: 'Mine' }],
      [`/admin/passages/${id}`, 'DELETE', undefined],
    ] as const;

  it('a write of a passage returns 403 to readers with and without premium access, and changes nothing', async () => {
    const { id } = await admin.create();
    for (const { token } of [await newReader(), await newPremiumReader()]) {
      for (const [path, method, body] of requestsToWrite(id)) {
        const response = await call(path, { method, token, body });
        expect([response.status, response.body]).toEqual([403, FORBIDDEN]);
      }
    }
    expect((await anonymous.list()).body).toMatchObject({ count: 1, results: [passageSummary({ id })] });
  });

  it('a write of a passage without a token returns 401', async () => {
    const message = 'Authentication credentials were not provided.';
    for (const [path, method, body] of requestsToWrite(UNKNOWN_PASSAGE)) {
      const response = await call(path, { method, body });
      expect([response.status, response.body]).toEqual([401, failure('UNAUTHORIZED', message)]);
    }
  });
});

it.each(['PUT', 'DELETE'])(
  'a %s of a passage that is deleted at the same time returns 404 and records no event',
  async (method) => {
    const { id } = await admin.create();
    let batches = 0;
    const DB = withBatch(async (statements) => {
      batches += 1;
      // The third batch is the write of the request.
      if (batches === 3) await bindings.DB.prepare('DELETE FROM passages WHERE id = ?').bind(id).run();
      return bindings.DB.batch(statements);
    });
    const body = method === 'PUT' ? { title: 'Wasps' } : undefined;
    const { status } = await call(`/admin/passages/${id}`, {
      method,
      token: admin.token,
      altered: { DB },
      body,
    });
    const { results } = await bindings.DB.prepare(
      "SELECT detail FROM security_events WHERE type = 'passage_changed'",
    ).all<{ detail: string }>();
    const ownDetails = results
      .map(({ detail }) => JSON.parse(detail))
      .filter(({ passage }) => passage === id);
    expect([status, ownDetails]).toEqual([404, [expect.objectContaining({ created: expect.any(String) })]]);
  },
);
