/**
 * The measurements of the benchmark: the HTTP response reader, quantiles, the price of requests, the comparison with
 * the minimal worker (the floor), and the start-up.
 */
import { describe, expect, it } from 'vitest';
import { type Finding, findingsOf } from '../../../src/tools/bench/findings.ts';
import { findingsTable } from '../../../src/tools/bench/findings-table.ts';
import {
  type HttpResponse,
  HttpResponseReader,
  headerOf,
} from '../../../src/tools/bench/load/http-responses.ts';
import { median, quantile } from '../../../src/tools/bench/load/quantiles.ts';
import { measuredCost } from '../../../src/tools/bench/measured-cost.ts';
import { priceOf } from '../../../src/tools/bench/prices.ts';
import type { Series } from '../../../src/tools/bench/rounds.ts';
import { activeMs, startUpSentence } from '../../../src/tools/bench/start-up.ts';

const SIZED = 'HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX: a\r\n\r\n{"a": "é"}';
const CHUNKED =
  'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\nc\r\n: "\r\n é \r\n"\r\n1;x=y\r\n}\r\n0\r\n\r\n';
const EMPTY = 'HTTP/1.1 204 No Content\r\nX: b\r\n\r\n';

/** The responses that a new reader parses from these pieces of a byte stream. */
function responsesOf(pieces: Buffer[]): HttpResponse[] {
  const reader = new HttpResponseReader();
  return pieces.map((piece) => reader.push(piece)).filter((response) => response !== null);
}

describe('the HTTP response reader', () => {
  it.each([
    [SIZED, 200, '{"a": "é"}'],
    [CHUNKED, 201, '{"a": "\r\n é \r\n"}'],
    [EMPTY, 204, ''],
  ])(
    'parses the same response for every division of its bytes in two, and one response from single bytes: %j',
    (text, status, body) => {
      const bytes = Buffer.from(text);
      for (let cut = 1; cut < bytes.length; cut += 1) {
        const responses = responsesOf([bytes.subarray(0, cut), bytes.subarray(cut)]);
        expect(responses.map((response) => [response.status, response.body.toString()])).toEqual([
          [status, body],
        ]);
      }
      expect(responsesOf([...bytes].map((byte) => Buffer.of(byte)))).toHaveLength(1);
    },
  );

  it('parses consecutive responses of different kinds', () => {
    const responses = responsesOf([CHUNKED, SIZED, EMPTY, SIZED].map((text) => Buffer.from(text)));
    expect(responses.map(({ status }) => status)).toEqual([201, 200, 204, 200]);
  });

  it('rejects a response with a wrong chunk size, without a length or in another protocol', () => {
    const wrong = CHUNKED.replace('c\r\n', 'b\r\n');
    expect(() => responsesOf([Buffer.from(wrong)])).toThrow('not as long as its size states');
    expect(() => responsesOf([Buffer.from('HTTP/1.1 200 OK\r\n\r\n')])).toThrow('without a length');
    expect(() => responsesOf([Buffer.from('SSH-2.0\r\nContent-Length: 0\r\n\r\n')])).toThrow('No HTTP/1.1');
  });

  it('measuredCost reads the cost from the header Server-Timing, and returns null if there is no cost', () => {
    const timing =
      'd1;desc="2 trips, 8 rows read, 13 written", do;desc="3", kv;desc="1", hash;desc="1", app;dur=3';
    const cost = { d1Trips: 2, rowsRead: 8, rowsWritten: 13, objectCalls: 3, kvOperations: 1, hashes: 1 };
    const [response] = responsesOf([Buffer.from(EMPTY.replace('X: b', `server-timing: ${timing} `))]);
    expect(measuredCost(headerOf(response as HttpResponse, 'Server-Timing'))).toEqual(cost);
    expect(measuredCost('app;dur=3')).toBeNull();
    expect(measuredCost(null)).toBeNull();
  });
});

describe('quantiles', () => {
  it('the median is the middle value, the mean of the two middle values, or NaN without values', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('a quantile is the value at the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
    expect([0.5, 0.99, 1].map((share) => quantile(hundred, share))).toEqual([50, 99, 100]);
    expect(quantile([7], 0.99)).toBe(7);
    expect(quantile([1, 2, 3], 0.99)).toBe(3);
  });
});

describe('the price of a million requests', () => {
  const oneTripCost = { d1Trips: 1, rowsRead: 0, rowsWritten: 0, objectCalls: 0, kvOperations: 0, hashes: 0 };

  it.each([
    [oneTripCost, 0.3],
    [{ ...oneTripCost, rowsRead: 54 }, 0.354],
    [{ ...oneTripCost, rowsRead: 4, rowsWritten: 8, objectCalls: 3, kvOperations: 1, hashes: 1 }, 9.254],
  ])('is the sum of the prices of all parts: %j costs %d dollars', (cost, dollars) => {
    expect(priceOf(cost)).toBeCloseTo(dollars, 9);
  });
});

describe('a finding', () => {
  const series = (name: string, floor: string | undefined, rates: number[], timing = ''): Series => ({
    subject: { name, worker: 'product', status: 200, sources: [], ...(floor && { floor }) },
    connections: 1,
    rounds: rates.map((requestsPerSecond) => ({
      requests: 9,
      requestsPerSecond,
      p50Ms: 1,
      p99Ms: 2,
      cpuMs: 0.5,
      serverTiming: timing,
    })),
  });
  const timing = 'd1;desc="1 trips, 2 rows read, 0 written", do;desc="0", kv;desc="0", hash;desc="0"';
  const [me, floor] = findingsOf([
    series('me', 'read 1', [90, 50, 70], timing),
    series('read 1', undefined, [100, 100, 200]),
  ]) as [Finding, Finding];

  it('compares a subject with its floor in each round and contains the median of the rounds; a floor is not compared', () => {
    expect(me).toMatchObject({ requestsPerSecond: 70, shareOfFloor: 0.5, missesTarget: true });
    expect(floor).toMatchObject({
      requestsPerSecond: 100,
      shareOfFloor: null,
      cost: null,
      missesTarget: false,
    });
  });

  it('a row of the table shows the counts of a finding and marks a missed target', () => {
    const lines = findingsTable([me, floor]).split('\n');
    expect(lines[2]).toMatch(/^me +1 +70\.0 +1\.000 +2\.000 +0\.50 +read 1 +0\.50\* +1 +2 +0 +0 +0 +0\.30$/);
  });
});

describe('the start-up', () => {
  const node = (id: number, functionName: string) => ({ id, callFrame: { functionName } });

  it('the CPU time is the time of all samples that are not idle', () => {
    const nodes = [node(1, '(root)'), node(2, '(idle)'), node(3, 'parse'), node(4, '(garbage collector)')];
    const profile = { nodes, samples: [2, 3, 4, 2, 3], timeDeltas: [9_000, 1_000, 500, 7_000, 2_000] };
    expect(activeMs(profile)).toBe(3.5);
  });

  it('the sentence marks a start-up that exceeds the target', () => {
    expect(startUpSentence(149.6)).toContain('150 ms of CPU');
    expect(startUpSentence(151)).toContain('151 ms* of CPU');
  });
});
