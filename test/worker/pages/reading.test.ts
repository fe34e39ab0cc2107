/** The reading pages: the list, a passage with its quiz, the marking of answers, and premium passages. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Editor, newEditor, passageDraft, QUESTIONS } from '../reading/reading.ts';
import { makePremium } from '../support/accounts.ts';
import { call } from '../support/client.ts';
import { readPage, sendForm, signUpOnPage } from './page-client.ts';

const HOSTILE_TEXT = '<script>alert(1)</script>';
const LIST_PATH = '//web/reading';

let editor: Editor;
let freePassage: { id: string; questions: { id: string }[] };
let premiumPassage: { id: string };

beforeAll(async () => {
  editor = await newEditor();
  freePassage = await editor.create({ title: 'A free passage' });
  premiumPassage = await editor.create({ title: 'A premium passage', tier: 'premium', difficulty: 'Hard' });
});

const pathOf = ({ id }: { id: string }) => `${LIST_PATH}/${id}`;

/**
 * The fields of the quiz form. `options` are the indexes of the chosen options, in the order of the questions. The quiz
 * was opened one minute ago.
 */
function quizForm(...options: number[]): Record<string, string> {
  const fields = freePassage.questions.map(({ id }, at) => [`question_${id}`, String(options[at])]);
  return { ...Object.fromEntries(fields.slice(0, options.length)), opened_at: String(Date.now() - 60_000) };
}
const CORRECT_OPTIONS = QUESTIONS.map((question) => question.correct_answer_index);

async function signUpPremiumUser() {
  const person = await signUpOnPage();
  await makePremium({ email: person.email });
  return person;
}

describe('the list of passages', () => {
  it('the list shows a premium passage, its difficulty, the progress and a note about premium accounts, in one round trip', async () => {
    const { cookie } = await signUpOnPage();
    const { status, body, cost } = await readPage(LIST_PATH, { cookie });
    expect(status).toBe(200);
    expect(body).toContain('<bdi>A premium passage</bdi>');
    expect(body).toContain('Hard · 3 questions');
    expect(body).toContain('0 of 1 passages completed');
    expect(body).toContain('1 passage is for premium accounts.');
    expect(body).toContain('href="/web/account#premium"');
    expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0, hashes: 0 });
    expect(cost.rowsRead).toBeLessThanOrEqual(20);
  });

  it('the list of a premium account counts premium passages in the progress and has no note about premium accounts', async () => {
    const { cookie } = await signUpPremiumUser();
    const { body } = await readPage(LIST_PATH, { cookie });
    expect(body).toContain('0 of 2 passages completed');
    expect(body).not.toContain('for premium accounts');
  });

  it.each(['0', '-1', 'x', '1e9'])('the list returns 200 for page=%s', async (page) => {
    const { cookie } = await signUpOnPage();
    expect((await readPage(`${LIST_PATH}?page=${page}`, { cookie })).status).toBe(200);
  });

  it('the list redirects a page after the last page to the first page', async () => {
    const { cookie } = await signUpOnPage();
    const { status, headers } = await readPage(`${LIST_PATH}?page=2`, { cookie });
    expect([status, headers.get('Location')]).toEqual([303, '/web/reading']);
  });
});

describe('a passage', () => {
  it('a passage shows its text and its questions without the explanations of the answers, in one round trip', async () => {
    const { cookie } = await signUpOnPage();
    const { status, body, cost } = await readPage(pathOf(freePassage), { cookie });
    expect(status).toBe(200);
    expect(body).toContain('<p dir="auto">A honeybee dances.</p>');
    expect(body.match(/<fieldset/g)).toHaveLength(QUESTIONS.length);
    for (const { explanation } of QUESTIONS.slice(0, 2)) expect(body).not.toContain(explanation);
    expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0, hashes: 0 });
    expect(cost.rowsRead).toBeLessThanOrEqual(40);
  });

  it('the list, a passage and its marked quiz do not contain hostile text as HTML', async () => {
    const { cookie } = await signUpOnPage();
    const question = {
      text: HOSTILE_TEXT,
      options: [HOSTILE_TEXT, 'b'],
      correct_answer_index: 1,
      explanation: HOSTILE_TEXT,
    };
    const created = await editor.create({
      title: HOSTILE_TEXT,
      content: HOSTILE_TEXT,
      questions: [question],
    });
    const form = { [`question_${created.questions[0].id}`]: '0' };
    const pages = [
      await readPage(LIST_PATH, { cookie }),
      await readPage(pathOf(created), { cookie }),
      await sendForm(pathOf(created), form, { cookie }),
    ];
    await editor.remove(created.id);
    for (const { status, body } of pages)
      expect([status, body.includes('<script>alert')]).toEqual([200, false]);
  });

  it.each(['unknown', "x'--", '..%2F..'])('the passage with the id %s returns 404', async (id) => {
    const { cookie } = await signUpOnPage();
    expect((await readPage(`${LIST_PATH}/${id}`, { cookie })).status).toBe(404);
    expect((await sendForm(`${LIST_PATH}/${id}`, {}, { cookie })).status).toBe(404);
  });
});

describe('the quiz', () => {
  it('the quiz marks correct answers, stores the score and shows the progress', async () => {
    const { cookie } = await signUpOnPage();
    const { status, body } = await sendForm(pathOf(freePassage), quizForm(...CORRECT_OPTIONS), { cookie });
    expect(status).toBe(200);
    expect(body).toContain('100%, 3 of 3 right');
    expect(body.match(/Your answer/g)).toHaveLength(3);
    expect(body).toContain('They dance.');
    expect(body).toContain('1 of 1 passages completed');
    const list = await readPage(LIST_PATH, { cookie });
    expect(list.body).toContain('3 questions · 100%');
  });

  it('the quiz marks wrong answers, shows the correct answers and keeps the best score', async () => {
    const { cookie } = await signUpOnPage();
    await sendForm(pathOf(freePassage), quizForm(...CORRECT_OPTIONS), { cookie });
    const { body } = await sendForm(pathOf(freePassage), quizForm(1, 0, 0), { cookie });
    expect(body).toContain('33%, 1 of 3 right');
    expect(body.match(/Right answer/g)).toHaveLength(2);
    expect(body).toContain('best score 100%');
  });

  it('the quiz is shown again with the chosen options and stores nothing if an answer is missing', async () => {
    const { cookie } = await signUpOnPage();
    const { status, body } = await sendForm(pathOf(freePassage), quizForm(2), { cookie });
    expect(status).toBe(422);
    expect(body).toContain('Question 2: Choose one answer.');
    expect(body).toMatch(new RegExp(`question_${freePassage.questions[0]?.id}_2"[^>]*checked`));
    expect((await readPage(LIST_PATH, { cookie })).body).toContain('0 of 1 passages completed');
  });

  it.each(['9', '-1', 'x', '1.5'])('the quiz rejects the option %s', async (option) => {
    const { cookie } = await signUpOnPage();
    const [first] = Object.keys(quizForm(0));
    const form = { ...quizForm(...CORRECT_OPTIONS), [first ?? '']: option };
    expect((await sendForm(pathOf(freePassage), form, { cookie })).status).toBe(422);
  });
});

describe('a premium passage', () => {
  it('without premium access, a premium passage returns 403 with a note about premium accounts and without its text', async () => {
    const { cookie } = await signUpOnPage();
    for (const response of [
      await readPage(pathOf(premiumPassage), { cookie }),
      await sendForm(pathOf(premiumPassage), {}, { cookie }),
    ]) {
      expect(response.status).toBe(403);
      expect(response.body).toContain('This passage is for premium accounts');
      expect(response.body).not.toContain(passageDraft().content.slice(0, 12));
    }
  });

  it('a premium passage is shown to a premium account', async () => {
    const { cookie } = await signUpPremiumUser();
    expect((await readPage(pathOf(premiumPassage), { cookie })).status).toBe(200);
  });

  it('the page that upgrade_url names explains premium access', async () => {
    const { cookie } = await signUpOnPage();
    const refused = await call(`/passages/${premiumPassage.id}`);
    const { pathname } = new URL(refused.body.upgrade_url);
    const { status, body } = await readPage(`/${pathname}`, { cookie });
    expect(status).toBe(200);
    expect(body).toContain('<section id="premium"');
    expect(body).toContain('Premium access includes every passage');
  });
});
