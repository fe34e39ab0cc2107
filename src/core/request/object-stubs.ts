/** The Durable Objects by name, each call counted, an unreachable one failing closed. */
import type { AccountObject } from '../../objects/account/account.ts';
import type { AddressLimit } from '../../objects/address-limit.ts';
import type { UnknownIdentifier } from '../../objects/unknown-identifier.ts';
import { unavailable } from '../../rules/app-error.ts';
import type { Cost } from '../../rules/cost.ts';
import type { DatabaseCost } from '../../rules/sessions/account-change.ts';

export interface ObjectNamespaces {
  ACCOUNTS: DurableObjectNamespace<AccountObject>;
  UNKNOWN_IDENTIFIERS: DurableObjectNamespace<UnknownIdentifier>;
  ADDRESS_LIMITS: DurableObjectNamespace<AddressLimit>;
}

export interface Objects {
  account(accountId: string): DurableObjectStub<AccountObject>;
  /** The object that stands in for an account that does not exist. */
  stranger(subject: string): DurableObjectStub<UnknownIdentifier>;
  addressLimit(addressBlock: string): DurableObjectStub<AddressLimit>;
}

const UNKNOWN_IDENTIFIERS = 256;
/** The guards of one request. */
export function openObjects(namespaces: ObjectNamespaces, cost: Cost): Objects {
  return {
    account: (id) => counted(namespaces.ACCOUNTS.getByName(id), cost),
    stranger: (subject) => counted(namespaces.UNKNOWN_IDENTIFIERS.getByName(String(shareOf(subject))), cost),
    addressLimit: (block) => counted(namespaces.ADDRESS_LIMITS.getByName(block), cost),
  };
}

/** @throws from its calls AppError `UNAVAILABLE`: a guard that cannot be reached lets nobody in */
function counted<Stub extends object>(stub: Stub, cost: Cost): Stub {
  return new Proxy(stub, {
    get: (target, method) => {
      // Not a promise: awaiting a stub must not look like calling it.
      if (method === 'then') return undefined;
      const call = Reflect.get(target, method) as (...input: unknown[]) => Promise<unknown>;
      return async (...input: unknown[]) => {
        cost.objectCalls += 1;
        try {
          return await Reflect.apply(call, target, input);
        } catch (error) {
          console.error({ message: 'A guard did not answer', method: String(method), error: String(error) });
          throw unavailable();
        }
      };
    },
  });
}

/** Subjects are hashes: their first bytes spread evenly. */
function shareOf(subject: string): number {
  return (Buffer.from(subject, 'base64url')[0] ?? 0) % UNKNOWN_IDENTIFIERS;
}

/** Adds what an object spent on D1 for this request to the cost of the request. */
export function addDatabaseCost(cost: Cost, spent: DatabaseCost): void {
  cost.d1Trips += spent.trips;
  cost.d1RowsRead += spent.rowsRead;
  cost.d1RowsWritten += spent.rowsWritten;
}
