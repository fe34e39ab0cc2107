/** The input of an import. */
import type { Statement } from '../../../../store/database/database.ts';
import type { ColumnMapping } from '../csv/mapping.ts';
import type { ContactFileType } from '../read-contact-file.ts';
import type { OnDuplicate } from './plan-entries.ts';

export interface ImportInput {
  file: Uint8Array;
  type: ContactFileType;
  /** The name of the file in the list of imports. */
  fileName: string | null;
  /** Whether the outcomes are only computed, for a preview. */
  isDryRun: boolean;
  onDuplicate: OnDuplicate;
  /** Tags that are added to every entry. */
  tags: readonly string[];
  mapping?: ColumnMapping | undefined;
  idempotencyKey?: string | undefined;
  /** Statements before the claim, in the batch that claims the idempotency key. Ignored if no key is claimed. */
  statementsBeforeClaim?: readonly Statement[];
}
