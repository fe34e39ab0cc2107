/**
 * The first step of an import: the upload form, a note about the stored file, and one page of the list of imports.
 */
import type { Child } from 'hono/jsx';
import type { ImportOverview } from '../../../../core/plugs/exchange/import-file/read-imports.ts';
import { Icon } from '../../components/icon.tsx';
import { IconDisc } from '../../components/marks.tsx';
import { Flash, FormMessages } from '../../components/messages.tsx';
import { Pagination } from '../../components/table.tsx';
import type { FormState } from '../../form-state.ts';
import { ImportList } from './import-list.tsx';
import { ImportPage } from './import-page.tsx';
import { filePath, IMPORT_PATH } from './paths.ts';

interface StartPageProps {
  overview: ImportOverview;
  form: FormState;
  nowMs: number;
  /** Whether the page shows the newest imports. */
  isFirstPage: boolean;
  toast: Child;
}

export function StartPage({ overview, form, nowMs, isFirstPage, toast }: StartPageProps) {
  const { account, imports, nextCursor, waiting } = overview;
  return (
    <ImportPage account={account} step="Choose a file" toast={toast}>
      <FormMessages form={form} />
      {waiting && <WaitingFlash waiting={waiting} />}
      <form class="stack" method="post" action={IMPORT_PATH} enctype="multipart/form-data">
        <div class="drop-zone">
          <IconDisc icon="upload" tone="accent" isLarge />
          <input
            id="file"
            type="file"
            name="file"
            accept=".csv,.tsv,.vcf,.json,text/csv,text/vcard,application/json"
            required
            aria-describedby="file-hint"
            aria-invalid={form.problems.length > 0 ? 'true' : undefined}
          />
          <label class="strong" for="file">
            Choose a file, or drop it here
          </label>
          <p class="hint" id="file-hint">
            CSV, vCard or JSON, such as an export of Google Contacts, Outlook, Apple, HubSpot or LinkedIn. At
            most 5 MiB and 5,000 contacts.
          </p>
        </div>
        <div class="actions">
          <button class="button primary" type="submit">
            Check the file
          </button>
        </div>
      </form>
      {imports.length > 0 && <ImportList imports={imports} timeZone={account.timeZone} nowMs={nowMs} />}
      {(nextCursor !== null || !isFirstPage) && (
        <Pagination
          range={isFirstPage ? 'The newest imports' : 'Older imports'}
          newest={isFirstPage ? null : IMPORT_PATH}
          next={
            nextCursor === null ? undefined : `${IMPORT_PATH}?${new URLSearchParams({ cursor: nextCursor })}`
          }
        />
      )}
    </ImportPage>
  );
}

/**
 * The note about the stored file. If `importId` is set, the import of the file has begun. The import is complete only if
 * the deletion of the file failed afterwards.
 */
function WaitingFlash({
  waiting: { id, name, importId },
}: {
  waiting: NonNullable<ImportOverview['waiting']>;
}) {
  const file = <bdi>{name ?? 'A file'}</bdi>;
  return (
    <Flash
      tone={importId ? 'warning' : 'info'}
      action={
        <form class="actions" method="post" action={`${filePath(id)}/cancel`}>
          <a class="button small-button" href={filePath(id)}>
            {importId ? 'Complete the import' : 'Check it'}
          </a>
          <button class="button small-button" type="submit">
            <Icon name="trash-2" />
            Discard
          </button>
        </form>
      }
    >
      {importId ? (
        <>
          <b>The import of {file} is not complete.</b> It was interrupted, or it is still running.
        </>
      ) : (
        <>
          <b>{file} is not imported yet.</b> It is discarded one hour after the upload.
        </>
      )}
    </Flash>
  );
}
