/** The update and the deletion of passages by administrators. */
import { beforeEach, describe, expect, it } from 'vitest';
import { bindings } from '../support/bindings.ts';
import { aTime, aUuid, invalid, NOT_FOUND } from '../support/golden.ts';
import {
  answersTo,
  CORRECT_OPTIONS,
  clearPassages,
  type Editor,
  newEditor,
  newPremiumReader,
  newReader,
  QUESTIONS,
  readerWith,
  UNKNOWN_PASSAGE,
} from './reading.ts';

const anonymous = readerWith();
let admin: Editor;

beforeEach(async () => {
  await clearPassages();
  admin = await newEditor();
});

describe('an update', () => {
  it('an update changes only the sent fields and the time of the update, and an update without fields changes nothing', async () => {
    const before = await admin.create();
    const { status, body } = await admin.update(before.id, { title: 'Wasps', tier: 'premium' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, title: 'Wasps', tier: 'premium', updated_at: aTime });
    expect((await (await newPremiumReader()).read(before.id)).body).toMatchObject({ title: 'Wasps' });
    expect((await admin.update(before.id, {})).body).toEqual(body);
  });

  it('an update replaces the questions, and a question with a sent id keeps its id', async () => {
    const before = await admin.create();
    const [first, , third] = before.questions;
    const questions = [{ ...third, text: 'Who, then?', order: 0 }, { ...QUESTIONS[1] }];
    const { body } = await admin.update(before.id, { questions });
    expect(body.question_count).toBe(2);
    expect(body.questions).toEqual([
      { ...third, text: 'Who, then?', order: 0 },
      { ...QUESTIONS[1], id: aUuid, order: 1 },
    ]);
    const read = (await anonymous.read(before.id)).body;
    expect(read.questions.map(({ id }: { id: string }) => id)).toEqual([third.id, body.questions[1].id]);
    expect(read.questions.map(({ id }: { id: string }) => id)).not.toContain(first.id);
  });

  it('an update of the questions does not change the progress of readers', async () => {
    const passage = await admin.create();
    const reader = await newReader();
    await reader.submit(passage.id, answersTo(passage, CORRECT_OPTIONS), 60);
    await admin.update(passage.id, { questions: QUESTIONS });
    expect((await reader.readProgressOn(passage.id)).body).toMatchObject({ score: 100, attempts: 1 });
  });

  it('an update rejects a question of another passage and a question that is sent twice', async () => {
    const [passage, other] = [await admin.create(), await admin.create()];
    const [own] = passage.questions;
    const questions = [own, own, other.questions[0]];
    const { status, body } = await admin.update(passage.id, { questions });
    const message = 'The passage has no question with this id, or the id occurs twice';
    expect(status).toBe(400);
    expect(body).toEqual(invalid({ field: 'questions.1.id', message }, { field: 'questions.2.id', message }));
    expect((await anonymous.read(other.id)).body.questions).toHaveLength(3);
  });

  // The content is longer than the default limit of a body (64 KiB), so this route has a higher limit.
  it('an update may contain content of the maximum length', async () => {
    const { id } = await admin.create();
    expect((await admin.update(id, { content: 'x'.repeat(100_000) })).status).toBe(200);
  });

  it('an update of an unknown passage returns NOT_FOUND', async () => {
    expect((await admin.update(UNKNOWN_PASSAGE, { title: 'x' })).body).toEqual(NOT_FOUND);
  });
});

describe('a deletion', () => {
  it('a deletion of a passage also deletes its questions and the progress of readers', async () => {
    const passage = await admin.create();
    const reader = await newReader();
    await reader.submit(passage.id, answersTo(passage, CORRECT_OPTIONS));
    const { status, body } = await admin.remove(passage.id);
    expect([status, body]).toEqual([204, '']);
    expect((await anonymous.read(passage.id)).body).toEqual(NOT_FOUND);
    expect((await reader.readProgress()).body).toMatchObject({ scores: {}, total_passages: 0 });
    for (const table of ['questions', 'progress']) {
      const query = bindings.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE passage_id = ?`);
      expect(await query.bind(passage.id).first('n')).toBe(0);
    }
  });

  it('a deletion of an unknown passage returns 404', async () => {
    const { status, body } = await admin.remove(UNKNOWN_PASSAGE);
    expect([status, body]).toEqual([404, NOT_FOUND]);
  });
});
