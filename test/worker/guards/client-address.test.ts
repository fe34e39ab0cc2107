/** The client address: the groups of addresses that limits count, and header values that are not addresses. */
import { describe, expect, it } from 'vitest';
import { clientAddress } from '../../../src/rules/guards/client-address.ts';
import { call, freshEmail, PASSWORD, signUp } from '../support/client.ts';

describe('an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7', '192.0.2.0/24'],
    ['::ffff:192.0.2.7', '192.0.2.7', '192.0.2.0/24'],
    ['::ffff:c000:207', '192.0.2.7', '192.0.2.0/24'],
    ['2001:db8:0:7::1', '2001:db8:0:7::/64', '2001:db8:0::/48'],
    ['2001:0DB8:0000:0007:ffff::', '2001:db8:0:7::/64', '2001:db8:0::/48'],
    ['::1', '0:0:0:0::/64', '0:0:0::/48'],
    ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64', '64:ff9b:0::/48'],
  ])(
    'the address %s counts as %s in limits, and belongs to the block %s',
    (sent, addressBlock, requestingBlock) => {
      expect(clientAddress(sent)).toMatchObject({ address: sent, addressBlock, requestingBlock });
    },
  );
});

const INVALID_ADDRESSES = [
  '',
  'unknown',
  '256.1.1.1',
  '1.2.3',
  '1.2.3.4.5',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1::2::3',
  '1:2:3:4::5:6:7:8',
  '12345::',
  'fe80::1%eth0',
  '198.51.100.1, 198.51.100.2',
  'x'.repeat(100),
];

describe('a value that is not an address', () => {
  it.each(INVALID_ADDRESSES)(
    'the value %j, which is not an address, counts as the unknown client',
    (sent) => {
      const unknown = { address: '', addressBlock: 'unknown', requestingBlock: 'unknown', isIpv6: false };
      expect(clientAddress(sent)).toEqual(unknown);
    },
  );

  it('a value that is not an address is not stored', async () => {
    const { email } = await signUp();
    const address = `not-an-address-${'x'.repeat(10_000)}`;
    const signedIn = await call('/auth/token/', { address, body: { email, password: PASSWORD } });
    expect(signedIn.status).toBe(200);
    const { body } = await call('/auth/sessions/', { token: signedIn.body.access });
    expect(JSON.stringify(body)).not.toContain('not-an-address');
  });

  it('all values that are not addresses share one limit', async () => {
    const guess = (at: number) =>
      call('/auth/login', { address: `made-up-${at}`, body: { email: freshEmail(), password: 'wrong' } });
    for (let at = 0; at < 5; at += 1) expect((await guess(at)).status).toBe(401);
    expect((await guess(5)).status).toBe(429);
  });
});
