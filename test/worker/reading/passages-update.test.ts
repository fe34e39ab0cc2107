/** Passages that administrators change and delete. */
import { beforeEach, describe, expect, it } from 'vitest';
import { bindings } from '../support/bindings.ts';
import { aTime, aUuid, invalid, NOT_FOUND } from '../support/golden.ts';
import {
  answersTo,
  clearPassages,
  type Editor,
  editor,
  premiumReader,
  QUESTIONS,
  RIGHT,
  reader,
  readerWith,
  UNKNOWN,
} from './reading.ts';

const anonymous = readerWith();
let desk: Editor;

beforeEach(async () => {
  await clearPassages();
  desk = await editor();
});

describe('an update', () => {
  it('changes what is sent and nothing else', async () => {
    const before = await desk.create();
    const { status, body } = await desk.update(before.id, { title: 'Wasps', tier: 'premium' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, title: 'Wasps', tier: 'premium', updated_at: aTime });
    expect((await (await premiumReader()).read(before.id)).body).toMatchObject({ title: 'Wasps' });
    expect((await desk.update(before.id, {})).body).toEqual(body);
  });

  it('replaces the questions, and those whose ids are sent stay the same', async () => {
    const before = await desk.create();
    const [first, , third] = before.questions;
    const questions = [{ ...third, text: 'Who, then?', order: 0 }, { ...QUESTIONS[1] }];
    const { body } = await desk.update(before.id, { questions });
    expect(body.question_count).toBe(2);
    expect(body.questions).toEqual([
      { ...third, text: 'Who, then?', order: 0 },
      { ...QUESTIONS[1], id: aUuid, order: 1 },
    ]);
    const read = (await anonymous.read(before.id)).body;
    expect(read.questions.map(({ id }: { id: string }) => id)).toEqual([third.id, body.questions[1].id]);
    expect(read.questions.map(({ id }: { id: string }) => id)).not.toContain(first.id);
  });

  it('of the questions keeps what readers have done', async () => {
    const passage = await desk.create();
    const one = await reader();
    await one.submit(passage.id, answersTo(passage, RIGHT), 60);
    await desk.update(passage.id, { questions: QUESTIONS });
    expect((await one.progressOn(passage.id)).body).toMatchObject({ score: 100, attempts: 1 });
  });

  it("refuses another passage's question and one that is sent twice", async () => {
    const [passage, other] = [await desk.create(), await desk.create()];
    const [own] = passage.questions;
    const questions = [own, own, other.questions[0]];
    const { status, body } = await desk.update(passage.id, { questions });
    const message = 'No such question in this passage, or it is there twice';
    expect(status).toBe(400);
    expect(body).toEqual(invalid({ field: 'questions.1.id', message }, { field: 'questions.2.id', message }));
    expect((await anonymous.read(other.id)).body.questions).toHaveLength(3);
  });

  // `limitBody` knows `/admin/passages` by the end of the path, which `/admin/passages/{id}` has not.
  it('may be as long as a passage may be', async () => {
    const { id } = await desk.create();
    expect((await desk.update(id, { content: 'x'.repeat(100_000) })).status).toBe(200);
  });

  it('of nothing is not found', async () => {
    expect((await desk.update(UNKNOWN, { title: 'x' })).body).toEqual(NOT_FOUND);
  });
});

describe('a deletion', () => {
  it('takes the questions and the progress along', async () => {
    const passage = await desk.create();
    const one = await reader();
    await one.submit(passage.id, answersTo(passage, RIGHT));
    const { status, body } = await desk.remove(passage.id);
    expect([status, body]).toEqual([204, '']);
    expect((await anonymous.read(passage.id)).body).toEqual(NOT_FOUND);
    expect((await one.progress()).body).toMatchObject({ scores: {}, total_passages: 0 });
    for (const table of ['questions', 'progress']) {
      const query = bindings.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE passage_id = ?`);
      expect(await query.bind(passage.id).first('n')).toBe(0);
    }
  });

  it('of nothing is not found', async () => {
    const { status, body } = await desk.remove(UNKNOWN);
    expect([status, body]).toEqual([404, NOT_FOUND]);
  });
});
