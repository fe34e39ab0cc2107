/**
 * Plans an import. An import creates accounts and adds missing values to existing accounts. It never replaces a value.
 * Pure.
 */

/** An account of another system. Null means that the other system states no value. */
export interface ImportedAccount {
  /** In its canonical form. */
  email: string;
  username: string | null;
  firstName: string | null;
  lastName: string | null;
  passwordHash: string | null;
  role: 'user' | 'admin';
  isPremium: boolean;
  premiumUntilMs: number | null;
  expiresAtMs: number | null;
  isActive: boolean;
  isVerified: boolean;
  createdAtMs: number | null;
  plexId: string | null;
  phone: string | null;
  city: string | null;
  country: string | null;
  timeZone: string | null;
}

/** The fields that an import may add to an existing account. All other fields are not changed. */
export const ADDABLE_FIELDS = [
  'firstName',
  'lastName',
  'phone',
  'city',
  'country',
  'passwordHash',
  'plexId',
] as const;

export type AddableField = (typeof ADDABLE_FIELDS)[number];
export type Additions = Partial<Record<AddableField, string>>;

/** An existing account that is not deleted. `passwordHash` is used only to check whether the account has a password. */
export interface ExistingAccount extends Record<AddableField, string | null> {
  /** The account number. */
  number: number;
  id: string;
  email: string | null;
  isVerified: boolean;
  lastLoginAtMs: number | null;
}

export interface KnownAccounts {
  byEmail: ReadonlyMap<string, ExistingAccount>;
  /** The Plex ids that are already linked, with the number of their account. */
  plexOwners: ReadonlyMap<string, number>;
}

export type ImportStep =
  | { kind: 'create'; account: ImportedAccount }
  | { kind: 'add'; account: ImportedAccount; existing: ExistingAccount; additions: Additions }
  | { kind: 'skip'; account: ImportedAccount; why: string };

/**
 * Returns one step for each account, in the same order. An account that needs the Plex id of an existing account or of
 * an earlier account in the list is skipped.
 */
export function planImport(accounts: ImportedAccount[], known: KnownAccounts): ImportStep[] {
  const assignedPlexIds = new Set<string>();
  return accounts.map((account) => {
    const { plexId } = account;
    const existing = known.byEmail.get(account.email);
    const linkedTo = plexId === null ? undefined : known.plexOwners.get(plexId);
    const isTaken =
      plexId !== null && (assignedPlexIds.has(plexId) || (linkedTo ?? existing?.number) !== existing?.number);
    const step = existing ? stepForExisting(existing, account) : ({ kind: 'create', account } as const);
    const needsPlexId = step.kind === 'create' || (step.kind === 'add' && step.additions.plexId);
    if (needsPlexId && isTaken) return { kind: 'skip', account, why: 'plex_id belongs to another account' };
    if (needsPlexId && plexId !== null) assignedPlexIds.add(plexId);
    return step;
  });
}

/**
 * Returns the step for an account that exists. Nothing is added to an account that was used without a verified e-mail
 * address. The account may belong to another person who registered the address. This person would otherwise receive the
 * data or share the account.
 */
function stepForExisting(existing: ExistingAccount, account: ImportedAccount): ImportStep {
  const missing = ADDABLE_FIELDS.filter((field) => account[field] && !existing[field]);
  if (missing.length === 0) return { kind: 'skip', account, why: 'nothing to add' };
  if (!existing.isVerified && existing.lastLoginAtMs !== null) {
    return { kind: 'skip', account, why: 'not imported: address not verified' };
  }
  const additions = Object.fromEntries(missing.map((field) => [field, account[field]])) as Additions;
  return { kind: 'add', account, existing, additions };
}
