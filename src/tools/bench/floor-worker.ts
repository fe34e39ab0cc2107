/**
 * The floor: a minimal worker that performs only the operations that a request to the product needs. The route `/hash`
 * computes one argon2id hash. Each of the other routes verifies one JWT (jose, HS256). Then `/read` runs one batch of
 * two indexed reads, `/write` runs this batch and a second batch with one insert, and `/object` calls one object that
 * writes one row. With the parameter `kv`, `/object` first reads two keys from KV in one call.
 */
import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';
import { jwtVerify } from 'jose';
import { hashArgon2 } from '../../crypto/argon2.ts';
import { accountNumberOf } from '../../rules/sessions/session-id.ts';

interface FloorBindings {
  DB: D1Database;
  COUNTERS: DurableObjectNamespace<FloorCounter>;
  EDGE_CACHE: KVNamespace;
  FLOOR_SECRET: string;
}

interface FloorEnv {
  Bindings: FloorBindings;
  Variables: { sessionId: number };
}

const SESSION_QUERY = 'SELECT * FROM sessions WHERE id = ?';
const NEWEST_PLUGS_QUERY =
  'SELECT * FROM plugs WHERE owner = ? AND deleted_at IS NULL ORDER BY created_at DESC LIMIT ?';
const ROW_INSERT = 'INSERT INTO floor_rows (text) VALUES (?) RETURNING *';

export class FloorCounter extends DurableObject {
  constructor(state: DurableObjectState, bindings: FloorBindings) {
    super(state, bindings);
    state.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS counters (id INTEGER PRIMARY KEY, value INTEGER NOT NULL)',
    );
  }

  count(): number {
    const statement = `INSERT INTO counters (id, value) VALUES (1, 1)
      ON CONFLICT (id) DO UPDATE SET value = value + 1 RETURNING value`;
    return this.ctx.storage.sql.exec<{ value: number }>(statement).one().value;
  }
}

export const floor = new Hono<FloorEnv>();
let verificationKey: Promise<CryptoKey> | undefined;

floor.post('/hash', async (c) => {
  const { password } = await c.req.json<{ password: string }>();
  return c.json({ hash: hashArgon2(password) });
});

floor.use(async (c, next) => {
  verificationKey ??= importKey(c.env.FLOOR_SECRET);
  const token = (c.req.header('Authorization') ?? '').slice('Bearer '.length);
  const { payload } = await jwtVerify(token, await verificationKey, {
    algorithms: ['HS256'],
    issuer: 'plugs',
    audience: 'plugs',
  });
  c.set('sessionId', Number(payload.sid));
  await next();
});

floor.get('/read', async (c) => {
  const { DB } = c.env;
  const rows = Number(c.req.query('rows'));
  const newestPlugs = DB.prepare(NEWEST_PLUGS_QUERY).bind(accountNumberOf(c.var.sessionId), rows);
  const [sessions, plugs] = await DB.batch([DB.prepare(SESSION_QUERY).bind(c.var.sessionId), newestPlugs]);
  return c.json({ session: sessions?.results[0], plugs: plugs?.results });
});

floor.post('/write', async (c) => {
  const { DB } = c.env;
  const newestPlugs = DB.prepare(NEWEST_PLUGS_QUERY).bind(accountNumberOf(c.var.sessionId), 1);
  await DB.batch([DB.prepare(SESSION_QUERY).bind(c.var.sessionId), newestPlugs]);
  const [inserted] = await DB.batch([DB.prepare(ROW_INSERT).bind(await c.req.text())]);
  return c.json({ inserted: inserted?.results[0] }, 201);
});

floor.post('/object', async (c) => {
  // In a refresh, the product reads such keys before it calls an object.
  if (c.req.query('kv')) await c.env.EDGE_CACHE.get([`ended:${c.var.sessionId}`, `limit:${c.var.sessionId}`]);
  return c.json({ count: await c.env.COUNTERS.getByName(String(c.var.sessionId)).count() });
});

function importKey(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
}
