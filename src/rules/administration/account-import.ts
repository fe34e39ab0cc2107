/** Plans an import: creates accounts and adds missing values to existing ones. It never replaces a value. Pure. */

/** An account of another system. Null means an unknown value. */
export interface ImportedAccount {
  /** In lower case. */
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

/** The fields that an import may add to an existing account. All others keep their values. */
export const ADDABLE = [
  'firstName',
  'lastName',
  'phone',
  'city',
  'country',
  'passwordHash',
  'plexId',
] as const;
/**
 * Fields that give access to an account. They are not added to an account that was used without a verified e-mail
 * address, because another person may have registered it.
 */
const ACCESS_FIELDS: readonly Addable[] = ['passwordHash', 'plexId'];

export type Addable = (typeof ADDABLE)[number];
export type Additions = Partial<Record<Addable, string>>;

/** An existing account that is not deleted. `passwordHash` only shows whether there is one. */
export interface ExistingAccount extends Record<Addable, string | null> {
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
  | { kind: 'add'; account: ImportedAccount; existing: ExistingAccount; additions: Additions; why?: string }
  | { kind: 'skip'; account: ImportedAccount; why: string };

/** One step for each account, in their order. Of two accounts with the same Plex id the first gets it. */
export function planImport(accounts: ImportedAccount[], known: KnownAccounts): ImportStep[] {
  const claimed = new Set<string>();
  return accounts.map((account) => {
    const { plexId } = account;
    const existing = known.byEmail.get(account.email);
    const linkedTo = plexId === null ? undefined : known.plexOwners.get(plexId);
    const isTaken =
      plexId !== null && (claimed.has(plexId) || (linkedTo ?? existing?.number) !== existing?.number);
    const step = existing ? stepForExisting(existing, account) : ({ kind: 'create', account } as const);
    const needsPlexId = step.kind === 'create' || (step.kind === 'add' && step.additions.plexId);
    if (needsPlexId && isTaken) return { kind: 'skip', account, why: 'plex_id belongs to another account' };
    if (needsPlexId && plexId !== null) claimed.add(plexId);
    return step;
  });
}

function stepForExisting(existing: ExistingAccount, account: ImportedAccount): ImportStep {
  const missing = ADDABLE.filter((field) => account[field] && !existing[field]);
  const acceptsAccessFields = existing.isVerified || existing.lastLoginAtMs === null;
  const fields = missing.filter((field) => acceptsAccessFields || !ACCESS_FIELDS.includes(field));
  const why =
    fields.length < missing.length ? 'password and plex_id not imported: address not verified' : undefined;
  if (fields.length === 0) return { kind: 'skip', account, why: why ?? 'nothing to add' };
  const additions = Object.fromEntries(fields.map((field) => [field, account[field]])) as Additions;
  return { kind: 'add', account, existing, additions, ...(why && { why }) };
}
