/** The page of duplicates: groups side by side, the merge of a group, and the dismissal of a group. */
import { describe, expect, it } from 'vitest';
import type { TestResponse } from '../../support/client.ts';
import { readPage, type SentForm, sendForm } from '../page-client.ts';
import {
  type ContactOwner,
  createContactOwner,
  expectNoInjection,
  HOSTILE_TEXT,
  hiddenFields,
  locationOf,
} from './contact-owner.ts';

const SAME = { telegram_username: 'same_name' };

const open = (owner: ContactOwner, query = ''): Promise<TestResponse> =>
  readPage(`//web/duplicates${query}`, { cookie: owner.cookie });
const send = (owner: ContactOwner, path: string, form: SentForm) =>
  sendForm(`//web/duplicates${path}`, form, { cookie: owner.cookie });

/** The ids of the contacts that the page proposes as main contacts, in the order of the groups. */
function proposedWinners(body: string): string[] {
  return [...body.matchAll(/name="winner" value="([^"]+)" checked/g)].map(([, id = '']) => id);
}

/** Creates a target and a more complete contact with the same Telegram user name. */
async function createTwoContacts(owner: ContactOwner) {
  const target = await owner.create({ first_name: 'A.', last_name: 'King', ...SAME, notes: 'First note' });
  const contact = await owner.create({
    ...{ first_name: 'Ada', last_name: 'Lovelace', ...SAME, email: 'ada@example.com' },
    ...{ company: 'Engines', job_title: 'Analyst', notes: 'Second note' },
  });
  return { target, contact };
}

describe('the page of duplicates', () => {
  it('the page states in one round trip that an account has no duplicates', async () => {
    const { body, cost } = await open(await createContactOwner());
    expect(body).toContain('Every contact looks like a different person.');
    expect(cost.trips).toBe(1);
  });

  it('the page shows a group in two round trips, and proposes the more complete contact as the main contact', async () => {
    const owner = await createContactOwner();
    const { contact } = await createTwoContacts(owner);
    const { body, cost } = await open(owner);
    expect([cost.trips, cost.rowsWritten]).toEqual([2, 0]);
    expect(body).toContain('1 group of contacts that look like the same person.');
    expect(body).toContain('Same Telegram account');
    expect(proposedWinners(body)).toEqual([contact.id]);
    expect(body).toMatch(/name="pick_first_name" value="[^"]+" checked/);
    for (const radioName of ['pick_notes', 'pick_email', 'pick_telegram_username'])
      expect(body).not.toContain(radioName);
    for (const text of ['First note', 'Second note', 'ada@example.com']) expect(body).toContain(text);
  });

  it('the page shows at most five groups, and links to the next and the previous groups', async () => {
    const owner = await createContactOwner();
    for (const group of ['aaaaa', 'bbbbb', 'ccccc', 'ddddd', 'eeeee', 'fffff']) {
      for (const at of [1, 2]) await owner.create({ last_name: `${group} ${at}`, telegram_username: group });
    }
    const first = (await open(owner)).body;
    expect(first).toContain('1–5 of 6 groups');
    const next = /href="\/web\/duplicates(\?cursor=[^"]+)" rel="next"/.exec(first)?.[1] ?? '';
    const second = (await open(owner, next)).body;
    expect(second).toContain('6–6 of 6 groups');
    expect(second).toContain('href="/web/duplicates" rel="prev"');
    expect(second).toContain('aaaaa 1');
    const cursor = new URLSearchParams(next.slice(1)).get('cursor') ?? '';
    const rejected = await send(owner, '/dismiss', { ids: 'none', cursor });
    expect([rejected.status, rejected.body.includes('6–6 of 6 groups')]).toEqual([422, true]);
    expect((await open(owner, '?cursor=bad')).status).toBe(303);
  });

  it('a group of more than three contacts has its own layout, and lists equal values once', async () => {
    const owner = await createContactOwner();
    for (const [at, company] of ['One', 'Two', 'Two', 'Two'].entries()) {
      await owner.create({ ...SAME, company, last_name: `Person ${at}` });
    }
    const { body } = await open(owner);
    expect(body).toContain('data-people="many"');
    expect(body.match(/name="pick_company"/g)).toHaveLength(2);
  });

  it('the compressed page has at most 40 KiB for five groups of 21 contacts with long values', async () => {
    const owner = await createContactOwner();
    for (let at = 0; at < 105; at += 1) {
      const long = `${at} ${'long text '.repeat(12)}`;
      const group = {
        telegram_username: `group_${at % 5}`,
        notes: long,
        company: long,
        connect_reason: long,
      };
      await owner.create({ ...group, last_name: `Person ${at}`, job_title: long, met_where: long });
    }
    const { body } = await open(owner);
    expect(body.match(/data-people="many"/g)).toHaveLength(5);
    const compressed = new Response(body).body?.pipeThrough(new CompressionStream('gzip'));
    const { byteLength } = await new Response(compressed).arrayBuffer();
    // The limit does not include the style sheet and the script.
    expect(byteLength).toBeLessThanOrEqual(40 * 1024);
  });

  it('the page escapes the values of contacts and of the query', async () => {
    const owner = await createContactOwner();
    const text = HOSTILE_TEXT.slice(0, 60);
    for (const job_title of [text, `${text}2`])
      await owner.create({ ...SAME, first_name: text, job_title, notes: text });
    expectNoInjection((await open(owner, `?dismissed=${encodeURIComponent(HOSTILE_TEXT)}`)).body);
  });
});

/** The radio buttons for values that are chosen at first: the id of a contact by the name of the button. */
function chosenAtFirst(body: string): Record<string, string> {
  return Object.fromEntries(
    [...body.matchAll(/name="(pick_\w+)" value="([^"]+)" checked/g)].map(([, name, id]) => [name, id]),
  );
}

describe('the fields of a pair', () => {
  const linkedin_url = 'https://www.linkedin.com/in/same';
  const nameless = { last_name: undefined, allow_partial_name: true };
  const winner = { company: 'Engines', job_title: 'Analyst', email: 'pair@example.com', met_where: 'Fair' };

  it.each([
    {
      pair: ['first_name', 'last_name'],
      ...{ main: { first_name: 'Ann' }, other: { first_name: 'Anna', last_name: 'Lee' } },
      merged: ['Ann', ''],
    },
    {
      pair: ['telegram_username', 'telegram_user_id'],
      ...{
        main: { telegram_username: 'ann_1' },
        other: { telegram_username: 'anna_2', telegram_user_id: 5 },
      },
      merged: ['ann_1', null],
    },
    {
      pair: ['primary_number', 'secondary_number'],
      ...{ main: { primary_number: '+1 555 0100' } },
      other: { primary_number: '+1 555 0111', secondary_number: '+1 555 0122' },
      merged: ['+1 555 0100', '+1 555 0122'],
    },
  ])(
    'the merge keeps the values of $pair that are chosen at first',
    async ({ pair, main, other, merged }) => {
      const owner = await createContactOwner();
      const { id } = await owner.create({ ...nameless, linkedin_url, ...winner, ...main });
      const { id: otherId } = await owner.create({ ...nameless, linkedin_url, ...other });
      const { body } = await open(owner);
      const [first = '', second = ''] = pair;
      const chosen = chosenAtFirst(body);
      expect(chosen).toMatchObject({ [`pick_${first}`]: id, [`pick_${second}`]: merged[1] ? otherId : id });
      await send(owner, '/merge', { ids: [id, otherId], winner: id, ...chosen });
      const { body: plug } = await owner.readPlug(id);
      expect([plug[first], plug[second]]).toEqual(merged);
    },
  );

  it('a chosen empty value of the main contact stays empty', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ ...nameless, first_name: 'Ann', linkedin_url });
    const { id: otherId } = await owner.create({ first_name: 'Anna', last_name: 'Lee', linkedin_url });
    const picks = { pick_first_name: otherId, pick_last_name: id };
    await send(owner, '/merge', { ids: [id, otherId], winner: id, ...picks });
    const { body } = await owner.readPlug(id);
    expect([body.first_name, body.last_name]).toEqual(['Anna', '']);
  });
});

describe('the forms of a group', () => {
  it('the form merges the contacts with the chosen values, and the toast undoes the merge', async () => {
    const owner = await createContactOwner();
    const { target, contact } = await createTwoContacts(owner);
    const merged = await send(owner, '/merge', {
      ids: [target.id, contact.id],
      winner: contact.id,
      pick_first_name: contact.id,
      pick_last_name: target.id,
    });
    expect(locationOf(merged)).toMatch(/^\/web\/duplicates\?done=merged&count=2&undo=[0-9a-f-]{36}$/);
    const { body } = await owner.readPlug(contact.id);
    expect([body.first_name, body.last_name, body.email]).toEqual(['Ada', 'King', 'ada@example.com']);
    const report = await readPage(`/${locationOf(merged)}`, { cookie: owner.cookie });
    expect(report.body).toContain('2 contacts merged into one.');
    await owner.send('/undo', hiddenFields(report.body, '/web/contacts/undo'));
    expect((await owner.readPlug(contact.id)).body.last_name).toBe('Lovelace');
    expect((await owner.readPlug(target.id)).body.last_name).toBe('King');
  });

  it('the form dismisses the group, and the toast undoes the dismissal', async () => {
    const owner = await createContactOwner();
    const { target, contact } = await createTwoContacts(owner);
    const dismissed = await send(owner, '/dismiss', { ids: [target.id, contact.id] });
    const report = await readPage(`/${locationOf(dismissed)}`, { cookie: owner.cookie });
    expect(report.body).toContain('The contacts are marked as different people.');
    expect(report.body).toContain('No duplicates');
    const undo = hiddenFields(report.body, '/web/duplicates/dismiss/undo') as { ids: string };
    expect(locationOf(await send(owner, '/dismiss/undo', undo))).toBe('/web/duplicates?done=undone');
    expect((await open(owner)).body).toContain('1 group of');
  });

  it('the undo of a dismissal rejects more than 21 contacts, and a text that is too long', async () => {
    const owner = await createContactOwner();
    const ids = Array.from({ length: 22 }, () => crypto.randomUUID()).join(' ');
    expect((await send(owner, '/dismiss/undo', { ids })).status).toBe(422);
    const long = await send(owner, '/dismiss/undo', { ids: `${ids} ${ids}` });
    expect(long.status).toBe(422);
    expect(long.body).toContain('At most 21 contacts are changed at once.');
  });

  it('a second merge of the same contacts is rejected with a message', async () => {
    const owner = await createContactOwner();
    const { target, contact } = await createTwoContacts(owner);
    const form = { ids: [target.id, contact.id], winner: contact.id };
    await send(owner, '/merge', form);
    const { status, body } = await send(owner, '/merge', form);
    expect(status).toBe(409);
    expect(body).toContain('data-tone="danger"');
  });

  it('the form merges 21 contacts of a larger group, and the page states this limit', async () => {
    const owner = await createContactOwner();
    for (let at = 0; at < 23; at += 1) await owner.create({ ...SAME, last_name: `Person ${at}` });
    const { body } = await open(owner);
    expect(body).toContain('This group has 23 contacts. At most 21 contacts are merged at once');
    const ids = [...body.matchAll(/name="ids" value="([^"]+)"/g)].map(([, id = '']) => id);
    expect(ids).toHaveLength(21);
    expect((await send(owner, '/merge', { ids: [...ids, ids[0] ?? ''], winner: ids[0] ?? '' })).status).toBe(
      422,
    );
    const merged = await send(owner, '/merge', { ids, winner: ids[0] ?? '' });
    expect(locationOf(merged)).toContain('done=merged&count=21');
    expect((await open(owner)).body).toContain('Merge 3 contacts');
  });

  it('the forms do not find the contacts of another owner', async () => {
    const [owner, other] = [await createContactOwner(), await createContactOwner()];
    const { target, contact } = await createTwoContacts(owner);
    const ids = [target.id, contact.id];
    expect((await send(other, '/merge', { ids, winner: contact.id })).status).toBe(404);
    expect((await send(other, '/dismiss', { ids })).status).toBe(404);
    expect((await open(owner)).body).toContain('1 group of');
  });
});
