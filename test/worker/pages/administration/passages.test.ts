/**
 * The editor of passages: questions with numbered fields, the preview, reported problems, and the events of changes.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { numberOf, securityEventRows } from '../../support/accounts.ts';
import { call } from '../../support/client.ts';
import { createPageAdministrator } from './administrator.ts';

let admin: Awaited<ReturnType<typeof createPageAdministrator>>;
/** The account number of the administrator. Security events store this number as `actor`. */
let actor: number;

beforeAll(async () => {
  admin = await createPageAdministrator();
  actor = await numberOf({ email: admin.email });
});

const PASSAGE = {
  title: 'The <b>Harbour',
  content: 'First.\r\n\r\nSecond.',
  difficulty: 'Hard',
  tier: 'free',
};
const QUESTION = {
  question_count: '1',
  question_1_text: 'Which paragraph is first?',
  question_1_options: 'The first\r\n\r\nThe second ',
  question_1_correct: '1',
  question_1_explanation: 'It says so.',
};

/** The id of the passage that was created last. */
async function readNewestPassageId(): Promise<string> {
  const { body } = await call('/passages/?limit=1');
  return body.results[0].id;
}

describe('the editor of passages', () => {
  it('the editor creates, changes and deletes a passage with a question, and each action is recorded', async () => {
    const created = await admin.send('/admin/passages/new', { ...PASSAGE, ...QUESTION, action: 'save' });
    expect(created.headers.get('Location')).toBe('/admin/passages?notice=passage-created');
    const id = await readNewestPassageId();
    const { body: passage } = await call(`/passages/${id}/`);
    expect(passage).toMatchObject({
      title: 'The <b>Harbour',
      content: 'First.\n\nSecond.',
      difficulty: 'Hard',
    });
    expect(passage.questions).toMatchObject([
      { text: QUESTION.question_1_text, options: ['The first', 'The second'] },
    ]);
    const editor = await admin.read(`/admin/passages/${id}`);
    expect(editor.body).toContain('The &lt;b&gt;Harbour');
    const questionId = passage.questions[0].id;
    expect(editor.body).toContain(`value="${questionId}"`);
    const changed = {
      ...PASSAGE,
      ...QUESTION,
      title: 'Renamed',
      question_1_id: questionId,
      question_1_correct: '2',
    };
    const saved = await admin.send(`/admin/passages/${id}`, changed);
    expect(saved.headers.get('Location')).toBe('/admin/passages?notice=passage-saved');
    const { body: after } = await call(`/passages/${id}/`);
    expect([after.title, after.questions[0].id]).toEqual(['Renamed', questionId]);
    expect((await admin.read(`/admin/passages/${id}/delete`)).body).toContain('This cannot be undone.');
    const deleted = await admin.send(`/admin/passages/${id}/delete`);
    expect(deleted.headers.get('Location')).toBe('/admin/passages?notice=passage-deleted');
    expect((await call(`/passages/${id}/`)).status).toBe(404);
    const events = await securityEventRows({ number: actor });
    const details = events
      .filter(({ type }) => type === 'passage_changed')
      .map(({ detail }) => JSON.parse(detail ?? ''));
    expect(details).toEqual([
      { passage: id, created: 'The <b>Harbour', by: 'administrator' },
      { passage: id, changed: 'The <b>Harbour', by: 'administrator' },
      { passage: id, deleted: 'Renamed', by: 'administrator' },
    ]);
    expect(events.every((event) => event.type !== 'passage_changed' || event.actor === actor)).toBe(true);
  });

  it('the editor adds and removes a question, and keeps the typed text of the other question', async () => {
    const added = await admin.send('/admin/passages/new', { ...PASSAGE, ...QUESTION, action: 'add' });
    expect(added.status).toBe(200);
    expect(added.body).toContain('name="question_count" value="2"');
    expect(added.body).toContain('value="Which paragraph is first?"');
    const two = { ...QUESTION, question_count: '2', question_2_text: 'The other?' };
    const removed = await admin.send('/admin/passages/new', { ...PASSAGE, ...two, action: 'remove-0' });
    expect(removed.body).toContain('name="question_count" value="1"');
    expect(removed.body).toContain('value="The other?"');
    expect(removed.body).not.toContain('Which paragraph is first?');
  });

  it('a preview saves nothing and shows hostile text as text', async () => {
    const hostile = { ...PASSAGE, content: '<script>alert(1)</script>', ...QUESTION, action: 'preview' };
    const { status, body } = await admin.send('/admin/passages/new', hostile);
    expect(status).toBe(200);
    expect(body).toContain('Not saved');
    expect(body).toContain('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
    expect(body).not.toContain('<script>alert');
    expect((await admin.read('/admin/passages')).body).toContain('No passages yet');
  });

  it('the editor states how many fields need a correction, and shows messages about wrong values', async () => {
    const invalidFields = {
      title: ' ',
      content: 'x'.repeat(100_001),
      difficulty: 'Extreme',
      tier: 'free',
      question_count: '1',
    };
    const { status, body } = await admin.send('/admin/passages/new', {
      ...invalidFields,
      question_1_options: 'One',
    });
    expect(status).toBe(422);
    expect(body).toContain('6 fields need a correction.');
    for (const text of ['Title: enter a text.', 'Text: at most 100,000 characters.', 'Choose from the list.'])
      expect(body).toContain(text);
    expect(body).toContain('Question 1: enter 2 to 10 options, one on each line.');
  });

  it('an unknown passage returns 404', async () => {
    expect((await admin.read('/admin/passages/none')).status).toBe(404);
    expect((await admin.send('/admin/passages/none', { ...PASSAGE, ...QUESTION })).status).toBe(404);
  });
});
