/** The form that imports accounts from a file, and the report of an import. */
import type { ImportResult } from '../../../../core/administration/import-rows.ts';
import { countOutcomes } from '../../../../core/administration/import-rows.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { Card, CardBody, CardFooter } from '../../components/cards.tsx';
import { Flash, FormMessages } from '../../components/messages.tsx';
import type { FormState } from '../../form-state.ts';
import { DataTable } from '../data-table.tsx';
import { AdminPage } from '../layout.tsx';
import { ACCOUNTS_PATH } from './list.tsx';

export interface ReportedRow extends ImportResult {
  /** The number of the row or line in the file; see `FileRow`. */
  number: number;
}

interface ImportPageProps {
  administrator: AccountRow;
  form: FormState;
  /** The result for each row; null before an import and after a rejected file. */
  report: ReportedRow[] | null;
}

export function ImportPage({ administrator, form, report }: ImportPageProps) {
  const { problems } = form;
  return (
    <AdminPage
      administrator={administrator}
      current={ACCOUNTS_PATH}
      parent={{ href: ACCOUNTS_PATH, label: 'Accounts' }}
      title="Import accounts"
      lead="At most 1,000 accounts and 2 MiB at once. Importing the same file again changes nothing."
      isMedium
    >
      <div class="stack">
        <FormMessages form={form} />
        {report && <Report report={report} />}
        <form class="card" method="post" action={`${ACCOUNTS_PATH}/import`} enctype="multipart/form-data">
          <CardBody>
            <div class="field">
              <label class="label" for="file">
                File
              </label>
              <input
                class="input"
                id="file"
                name="file"
                type="file"
                accept=".csv,.jsonl,.ndjson,.json,text/csv"
                required
                aria-describedby="file-hint"
                aria-invalid={problems.length > 0 ? 'true' : undefined}
              />
              <p class="hint" id="file-hint">
                CSV with a header line, or one JSON object on each line. The column <code>email</code> is
                required.
              </p>
            </div>
            <OtherColumns />
          </CardBody>
          <CardFooter>
            <a class="button" href={ACCOUNTS_PATH}>
              Cancel
            </a>
            <button class="button primary" type="submit">
              Import
            </button>
          </CardFooter>
        </form>
      </div>
    </AdminPage>
  );
}

function OtherColumns() {
  return (
    <p class="muted small">
      Other columns: username, first_name, last_name, password_hash, role, is_premium, premium_until,
      expiry_date, is_active, is_verified, created_at, plex_id, phone, city, country, timezone. Times are ISO
      8601. In an existing account, only empty fields are set.
    </p>
  );
}

function Report({ report }: { report: ReportedRow[] }) {
  const { created, updated, skipped } = countOutcomes(report);
  const rowsToCheck = report.filter(({ why }) => why !== undefined);
  return (
    <>
      <Flash tone={skipped > 0 ? 'danger' : 'success'}>
        <b>
          {created + updated} of {report.length} accounts imported.
        </b>{' '}
        {created} created, {updated} updated, {skipped} skipped.
      </Flash>
      {rowsToCheck.length > 0 && (
        <Card id="remarks" title="Rows to check">
          <DataTable
            label="Rows to check"
            columns={[
              { label: 'Row', isRowHeader: true, class: 'nowrap' },
              { label: 'E-mail', class: 'device-cell' },
              { label: 'Outcome' },
              { label: 'Reason', class: 'reason' },
            ]}
            rows={rowsToCheck.map(({ number, email, outcome, why }) => ({
              key: String(number),
              cells: [`Row ${number}`, <EmailCell email={email} />, outcome, <bdi>{why}</bdi>],
            }))}
          />
        </Card>
      )}
    </>
  );
}

function EmailCell({ email }: { email: string }) {
  return (
    <span class="person-name" title={email}>
      <bdi>{email}</bdi>
    </span>
  );
}
