/** Writes plugs as a CSV file for HubSpot. HubSpot recognises its properties by these names of columns. */
import { csvLine, guardedCell } from '../../../../rules/csv.ts';
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import { furtherValues } from '../vcard/plugs-properties.ts';
import type { FileWriter } from './file-writer.ts';

const COLUMNS: Record<string, (plug: PlugRow) => string | null> = {
  'First Name': (plug) => plug.firstName,
  'Last Name': (plug) => plug.lastName,
  Email: (plug) => plug.email,
  'Additional email addresses': ({ customData }) =>
    furtherValues(customData, 'emails')
      .map(({ value }) => value)
      .join(';'),
  'Phone Number': (plug) => plug.primaryNumber,
  'Mobile Phone Number': (plug) => plug.secondaryNumber,
  'Company Name': (plug) => plug.company,
  'Job Title': (plug) => plug.jobTitle,
  'LinkedIn URL': (plug) => plug.linkedinUrl,
  'Date of birth': (plug) => plug.birthday,
  'Deal Stage': (plug) => plug.hubspotPipelineStage,
  'Note body': (plug) => plug.notes,
};

/** HubSpot requires UTF-8 and ignores the byte order mark, which Excel needs. */
export const hubspotWriter: FileWriter = {
  head: `\ufeff${csvLine(Object.keys(COLUMNS))}`,
  separator: '',
  tail: '',
  plugText: (plug) => csvLine(Object.values(COLUMNS).map((read) => guardedCell(read(plug) ?? ''))),
};
