/**
 * Returns the stubs of the Durable Objects. Each call is counted, and a failed call throws AppError `UNAVAILABLE`. The
 * caller adds the D1 usage that an object returns to the cost of the request, with `addDatabaseCost`.
 */
import type { Account } from '../../objects/account/account.ts';
import type { AddressLimit } from '../../objects/address-limit.ts';
import type { UnknownIdentifier } from '../../objects/unknown-identifier.ts';
import { unavailable } from '../../rules/app-error.ts';
import type { Cost } from '../../rules/cost.ts';
import type { DatabaseCost } from '../../rules/sessions/account-change.ts';

export interface ObjectNamespaces {
  ACCOUNTS: DurableObjectNamespace<Account>;
  UNKNOWN_IDENTIFIERS: DurableObjectNamespace<UnknownIdentifier>;
  ADDRESS_LIMITS: DurableObjectNamespace<AddressLimit>;
}

export interface Objects {
  account(accountId: string): DurableObjectStub<Account>;
  /** The object that counts attempts for an identifier without an account. `subject` is the hash of the identifier. */
  unknownIdentifier(subject: string): DurableObjectStub<UnknownIdentifier>;
  /**
   * The object that counts the calls of an address or of the whole service. `hash` is the keyed hash of what is
   * counted.
   */
  addressLimit(hash: string): DurableObjectStub<AddressLimit>;
}

const UNKNOWN_IDENTIFIER_OBJECT_COUNT = 256;
const ADDRESS_LIMIT_OBJECT_COUNT = 1024;

/**
 * Returns the Durable Objects for one request. The calls are counted in `cost`. The input of every call to the object
 * of an account contains the incarnation of the database.
 */
export function openObjects(
  namespaces: ObjectNamespaces,
  cost: Cost,
  incarnation: () => Promise<number>,
): Objects {
  return {
    account: (id) => withCountedCalls(namespaces.ACCOUNTS.getByName(id), cost, incarnation),
    unknownIdentifier: (subject) =>
      withCountedCalls(
        namespaces.UNKNOWN_IDENTIFIERS.getByName(objectName(subject, UNKNOWN_IDENTIFIER_OBJECT_COUNT)),
        cost,
      ),
    addressLimit: (hash) =>
      withCountedCalls(
        namespaces.ADDRESS_LIMITS.getByName(objectName(hash, ADDRESS_LIMIT_OBJECT_COUNT)),
        cost,
      ),
  };
}

/** Adds the D1 usage of an object for this request to the cost of the request. */
export function addDatabaseCost(cost: Cost, spent: DatabaseCost): void {
  cost.d1Trips += spent.trips;
  cost.d1RowsRead += spent.rowsRead;
  cost.d1RowsWritten += spent.rowsWritten;
}

/**
 * Returns a stub that counts its calls. A failed call throws AppError `UNAVAILABLE`, because a sign-in must not be
 * possible if its limits cannot be checked. With `incarnation`, each call sends only its first argument, with this
 * value added.
 */
function withCountedCalls<Stub extends object>(
  stub: Stub,
  cost: Cost,
  incarnation?: () => Promise<number>,
): Stub {
  return new Proxy(stub, {
    get: (target, method) => {
      // `await` on the stub reads `then`. This must not become a call to the object.
      if (method === 'then') return undefined;
      const call = Reflect.get(target, method) as (...input: unknown[]) => Promise<unknown>;
      return async (...input: unknown[]) => {
        cost.objectCalls += 1;
        try {
          const sent = incarnation ? [{ ...(input[0] as object), incarnation: await incarnation() }] : input;
          return await Reflect.apply(call, target, sent);
        } catch (error) {
          console.error({
            message: 'A Durable Object call failed',
            method: String(method),
            error: String(error),
          });
          throw unavailable();
        }
      };
    },
  });
}

/**
 * Returns one of `count` names. The first two bytes of the hash select the name, so `count` is at most 65,536. The
 * values of these bytes are evenly distributed.
 */
function objectName(hash: string, count: number): string {
  return String(Buffer.from(hash, 'base64url').readUInt16BE(0) % count);
}
