/** How `npm start` runs `wrangler dev`: the port, PUBLIC_URL, and the lines that are printed on the terminal. */
import { describe, expect, it } from 'vitest';
import { unstable_readConfig } from 'wrangler';
import { DEFAULT_PORT, localOrigin, publicUrlFlags } from '../../../src/tools/cli/local-address.ts';
import { isReadyLine, isRequestLine } from '../../../src/tools/cli/serve.ts';
import { writeTestConfig } from '../../wrangler-config.ts';

describe('the address', () => {
  it('the local origin has the port that wrangler.toml configures', () => {
    const { dev } = unstable_readConfig({ config: writeTestConfig() });
    expect([dev.ip, dev.port]).toEqual(['127.0.0.1', DEFAULT_PORT]);
    expect(localOrigin([])).toBe('http://localhost:8000');
  });

  it.each([
    [['--port', '9000'], 'http://localhost:9000'],
    [['--port=9000', '--inspector-port', '0'], 'http://localhost:9000'],
    [['--local-protocol', 'https'], 'https://localhost:8000'],
  ])('the flags %j change the local origin', (flags, origin) => {
    expect(localOrigin(flags)).toBe(origin);
  });

  it('the local origin becomes PUBLIC_URL unless the developer has set PUBLIC_URL', () => {
    expect(publicUrlFlags(['--port', '9000'], {})).toEqual(['--var', 'PUBLIC_URL:http://localhost:9000']);
    expect(publicUrlFlags([], { PUBLIC_URL: 'https://plugs.example' })).toEqual([]);
    expect(publicUrlFlags(['--var', 'PUBLIC_URL:https://plugs.example'], {})).toEqual([]);
  });
});

describe('the terminal', () => {
  it.each([
    '[wrangler:info] GET /healthz 200 OK (36ms)',
    '\u001b[2m[wrangler:info] POST /api/v1/auth/login 401 Unauthorized (5ms)\u001b[22m',
    '[wrangler:info] \u001b[1mGET\u001b[22m / \u001b[31m404\u001b[39m Not Found \u001b[90m(12ms)\u001b[39m',
  ])('%j is a request line, which the terminal does not show', (line) => {
    expect(isRequestLine(line)).toBe(true);
  });

  it.each([
    '[wrangler:info] Ready on http://127.0.0.1:8000',
    'GET /healthz 200 1 ms',
    '[wrangler:error] GET /healthz failed',
    '  | Hello Dana,',
  ])('%j is not a request line, so the terminal shows it', (line) => {
    expect(isRequestLine(line)).toBe(false);
  });

  it.each([
    '[wrangler:info] Ready on http://127.0.0.1:8000',
    '[wrangler:info] Ready on \u001b[32mhttp://127.0.0.1:8000\u001b[39m',
    '\u001b[2m[wrangler:info]\u001b[22m Ready on https://localhost:8000',
  ])('after the line %j, the worker is ready', (line) => {
    expect(isReadyLine(line)).toBe(true);
  });

  it.each(['GET /healthz 200 1 ms', 'Ready', 'Starting local server...'])(
    '%j does not state that the worker is ready',
    (line) => {
      expect(isReadyLine(line)).toBe(false);
    },
  );
});
