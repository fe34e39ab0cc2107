/** The passages that the demo inserts. */
import { expect, it } from 'vitest';
import { noCost } from '../../../src/rules/cost.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import { FREE_PASSAGES } from '../../../src/tools/demo/free-passages.ts';
import { ensureDemoPassages } from '../../../src/tools/demo/passages.ts';
import { PREMIUM_PASSAGES } from '../../../src/tools/demo/premium-passages.ts';
import { bindings } from '../support/bindings.ts';
import { newEditor, newPremiumReader, passageDraft, readerWith } from './reading.ts';

const insertPassages = () => ensureDemoPassages(openDatabase(bindings.DB, noCost()), Date.now());

it('the demo inserts three premium and three newer free passages, and a second run inserts nothing', async () => {
  await insertPassages();
  await insertPassages();
  expect((await readerWith().list()).body.count).toBe(3);
  const { body } = await (await newPremiumReader()).list();
  expect(body.count).toBe(6);
  expect(body.results.slice(0, 3).every(({ tier }: { tier: string }) => tier === 'free')).toBe(true);
});

it.each([...FREE_PASSAGES, ...PREMIUM_PASSAGES])(
  'the API accepts the demo passage "$title", which has at least three questions',
  async (demo) => {
    const questions = demo.questions.map(({ correctAnswerIndex, ...question }) => ({
      ...question,
      correct_answer_index: correctAnswerIndex,
    }));
    const { status, body } = await (await newEditor()).post(passageDraft({ ...demo, questions }));
    expect(status).toBe(201);
    expect(body.question_count).toBeGreaterThanOrEqual(3);
  },
);
