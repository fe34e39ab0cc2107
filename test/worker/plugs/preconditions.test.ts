/** Conditional requests with entity tags, and repeated creations with idempotency keys. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, signUp } from '../support/client.ts';
import { DAY, failure, invalid, START } from '../support/golden.ts';

afterEach(() => {
  vi.useRealTimers();
});

const PERSON = { first_name: 'Jane', last_name: 'Smith', company: 'Health' };

/** A new plug, its ETag, and functions that send requests for this plug. */
async function newPlug() {
  const { token } = await signUp();
  const created = await call('/plugs/', { token, body: PERSON });
  const path = `/plugs/${created.body.id}`;
  return {
    plug: created.body,
    etag: created.headers.get('ETag') ?? '',
    read: (headers: Record<string, string> = {}) => call(path, { token, headers }),
    update: (body: unknown, headers: Record<string, string> = {}) =>
      call(path, { token, method: 'PUT', body, headers }),
    post: (action: string, body: unknown = {}) => call(`${path}/${action}`, { token, body }),
    remove: () => call(path, { token, method: 'DELETE' }),
  };
}

describe('an ETag', () => {
  it('an ETag is strong, stays the same between writes, and changes with an update, a restoration and a conversion', async () => {
    const { etag, read, update, post, remove } = await newPlug();
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect((await read()).headers.get('ETag')).toBe(etag);
    const etags = [etag];
    etags.push((await update({ email: 'j@example.com' })).headers.get('ETag') ?? '');
    await remove();
    etags.push((await post('restore')).headers.get('ETag') ?? '');
    etags.push((await post('convert')).headers.get('ETag') ?? '');
    expect(new Set(etags).size).toBe(4);
    expect((await read()).headers.get('ETag')).toBe(etags.at(-1));
  });

  it('a GET request whose If-None-Match contains the ETag or is * returns 304 without a body', async () => {
    const { etag, read } = await newPlug();
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await read({ 'If-None-Match': header });
      expect([header, response.status, response.body]).toEqual([header, 304, '']);
      expect(response.headers.get('ETag')).toBe(etag);
    }
    expect((await read({ 'If-None-Match': '"other"' })).status).toBe(200);
  });

  it('an update succeeds if its If-Match contains the ETag or is *, or if it has no If-Match', async () => {
    const { etag, update } = await newPlug();
    const response = await update({ notes: 'one' }, { 'If-Match': `"other", ${etag}` });
    expect(response.status).toBe(200);
    expect((await update({ notes: 'two' }, { 'If-Match': '*' })).body.notes).toBe('two');
    expect((await update({ notes: 'three' })).body.notes).toBe('three');
  });

  it('an update is rejected if its If-Match contains only other ETags, weak ETags or invalid text', async () => {
    const { plug, etag, read, update } = await newPlug();
    for (const header of ['"other"', `W/${etag}`, '"*"', 'W/*', 'garbage']) {
      const response = await update({ notes: 'lost' }, { 'If-Match': header });
      expect([header, response.status]).toEqual([header, 412]);
      expect(response.body).toEqual(failure('PRECONDITION_FAILED', 'The plug has changed since it was read'));
    }
    expect((await read()).body).toEqual(plug);
  });

  it('an update with the ETag of an older version is rejected', async () => {
    const { etag, update } = await newPlug();
    expect((await update({ notes: 'mine' }, { 'If-Match': etag })).status).toBe(200);
    expect((await update({ notes: 'theirs' }, { 'If-Match': etag })).status).toBe(412);
  });
});

describe('an Idempotency-Key', () => {
  const createWith = (token: string, key: string, body: unknown = PERSON) =>
    call('/plugs/', { token, body, headers: { 'Idempotency-Key': key } });
  const readTotal = async (token: string) => (await call('/plugs/', { token })).body.total;

  it('a repeated creation with the same Idempotency-Key returns the same plug', async () => {
    const { token } = await signUp();
    const first = await createWith(token, 'k-1');
    const second = await createWith(token, 'k-1');
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    for (const name of ['Location', 'ETag']) expect(second.headers.get(name)).toBe(first.headers.get(name));
    expect(await readTotal(token)).toBe(1);
  });

  it('the body of a repeated creation may have its fields in another order, spaces around values and unknown fields', async () => {
    const { token } = await signUp();
    await createWith(token, 'k-1');
    const again = await createWith(token, 'k-1', {
      company: ' Health',
      last_name: 'Smith ',
      first_name: 'Jane',
      unknown: 1,
    });
    expect(again.status).toBe(201);
    expect(await readTotal(token)).toBe(1);
  });

  it('a repeated creation with another body is rejected as a conflict and creates nothing', async () => {
    const { token } = await signUp();
    await createWith(token, 'k-1');
    const other = await createWith(token, 'k-1', { ...PERSON, first_name: 'John' });
    expect(other.status).toBe(409);
    expect(other.body).toEqual(
      failure('CONFLICT', 'This idempotency key was used with another request body'),
    );
    expect(await readTotal(token)).toBe(1);
  });

  it('two owners can use the same Idempotency-Key', async () => {
    const [one, other] = [await signUp(), await signUp()];
    const first = await createWith(one.token, 'shared');
    const second = await createWith(other.token, 'shared', { ...PERSON, first_name: 'John' });
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('a failed creation does not use up its Idempotency-Key', async () => {
    const { token } = await signUp();
    await createWith(token, 'first');
    expect((await createWith(token, 'second')).status).toBe(400);
    expect((await createWith(token, 'third', { first_name: 'only' })).status).toBe(400);
    for (const key of ['second', 'third']) {
      expect((await createWith(token, key, { ...PERSON, last_name: key })).status).toBe(201);
    }
  });

  it('an Idempotency-Key is valid for twenty-four hours', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const account = await signUp();
    const { body: first } = await createWith(account.token, 'k-1');
    vi.setSystemTime(START + DAY - 1000);
    const { email, password } = account;
    const { body: late } = await call('/auth/login', { body: { email, password } });
    expect((await createWith(late.tokens.access_token, 'k-1')).body.id).toBe(first.id);
    vi.setSystemTime(START + DAY + 1000);
    const created = await createWith(late.tokens.access_token, 'k-1', { ...PERSON, first_name: 'John' });
    expect(created.status).toBe(201);
    expect(created.body.id).not.toBe(first.id);
  });

  it('an Idempotency-Key of 255 characters is accepted, and one of 256 characters is rejected', async () => {
    const { token } = await signUp();
    expect((await createWith(token, 'x'.repeat(255))).status).toBe(201);
    const response = await createWith(token, 'x'.repeat(256));
    expect(response.status).toBe(400);
    expect(response.body).toEqual(
      invalid({ field: 'Idempotency-Key', message: 'Idempotency-Key must be at most 255 characters' }),
    );
  });
});
