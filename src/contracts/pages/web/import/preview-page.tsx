/**
 * The second step of an import: the columns of a CSV file, the options, the counts and the outcomes of rows. If the
 * import has begun, the columns and the options are not shown, because the import continues with the stored choices.
 */
import type { FilePreview } from '../../../../core/plugs/exchange/import-file/preview-import-file.ts';
import { Card, CardBody } from '../../components/cards.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { formatCount } from '../../components/figures.tsx';
import { IconDisc } from '../../components/marks.tsx';
import { FormMessages } from '../../components/messages.tsx';
import type { FormState } from '../../form-state.ts';
import { ColumnsCard } from './columns-card.tsx';
import { ImportPage } from './import-page.tsx';
import { OutcomeCounts, Outcomes } from './outcomes.tsx';
import { filePath, IMPORT_PATH } from './paths.ts';

export interface PreviewProps {
  preview: FilePreview;
  form: FormState;
}

const FORMAT_LABELS: Record<FilePreview['report']['format'], string> = {
  'google-csv': 'Google Contacts',
  'outlook-csv': 'Outlook',
  'linkedin-csv': 'LinkedIn',
  'hubspot-csv': 'HubSpot',
  'plugs-csv': 'Plugs',
  csv: 'CSV',
  vcard: 'vCard',
  json: 'JSON',
};
const DUPLICATE_OPTIONS = [
  { value: 'skip', label: 'Skip the row' },
  { value: 'update', label: 'Fill empty fields and add tags' },
  { value: 'create', label: 'Create a new contact' },
];

export function PreviewPage({ preview, form }: PreviewProps) {
  const { account, file } = preview;
  return (
    <ImportPage account={account} step="Check">
      <FormMessages form={form} />
      <FileCard preview={preview} />
      <OutcomeCounts preview={preview} />
      <form class="stack" method="post" action={`${filePath(file.id)}/import`}>
        {preview.written === null && <Choices preview={preview} form={form} />}
        <Outcomes preview={preview} />
      </form>
    </ImportPage>
  );
}

/** The name, format, number of rows and size of the file. */
function FileCard({ preview: { file, report } }: { preview: FilePreview }) {
  const rowCount = report.entries.length;
  return (
    <div class="card">
      <div class="card-body split">
        <div class="person">
          <IconDisc icon="file-spreadsheet" tone="success" />
          <div>
            <b class="person-name">
              <bdi>{file.fileName ?? 'Contacts'}</bdi>
            </b>
            <span class="person-detail">
              {FORMAT_LABELS[report.format]} · {rowCount === 1 ? '1 row' : `${formatCount(rowCount)} rows`} ·{' '}
              {sizeInWords(file.file.byteLength)}
            </span>
          </div>
        </div>
        <a class="button" href={IMPORT_PATH}>
          Choose another
        </a>
      </div>
    </div>
  );
}

/**
 * The choices of the user. htmx replaces the outcomes and the counts after a change. Without script, "Check again"
 * shows the preview with the changed choices.
 */
function Choices({ preview, form }: PreviewProps) {
  const { file } = preview;
  const path = filePath(file.id);
  return (
    <div
      class="stack"
      hx-post={path}
      hx-include="closest form"
      hx-trigger="change"
      hx-target="#outcomes"
      hx-swap="outerHTML"
      hx-sync="this:replace"
    >
      {file.type === 'csv' && <ColumnsCard {...preview} />}
      <Card id="options" title="Options">
        <CardBody>
          <div class="grid">
            <SelectField
              name="on_duplicate"
              label="When a contact exists"
              form={form}
              options={DUPLICATE_OPTIONS}
            />
            <TextField
              name="tags"
              label="Tag every contact"
              form={form}
              isOptional
              hint="Separate tags by commas."
              input={{ autocomplete: 'off' }}
            />
          </div>
          <div class="actions">
            <button class="button" type="submit" formaction={path}>
              Check again
            </button>
          </div>
        </CardBody>
      </Card>
    </div>
  );
}

function sizeInWords(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
