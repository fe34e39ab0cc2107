/** The input of an import. */
import type { Statement } from '../../../../store/database/database.ts';
import type { ColumnMapping } from '../csv/mapping.ts';
import type { ContactFileType } from '../read-contact-file.ts';
import type { OnDuplicate } from './plan-entries.ts';

export interface ImportInput {
  file: Uint8Array;
  type: ContactFileType;
  /** The name of the file, which the list of imports shows. */
  fileName: string | null;
  isDryRun: boolean;
  onDuplicate: OnDuplicate;
  /** Tags for every entry. */
  tags: readonly string[];
  mapping?: ColumnMapping | undefined;
  idempotencyKey?: string | undefined;
  /** Statements that run in the batch that claims the key. */
  claimedWith?: readonly Statement[];
}
