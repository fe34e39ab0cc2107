/**
 * The menu "Export" of the contact list, with one link for each available file format, and the button that opens the
 * menu.
 */
import { EXPORT_FORMATS } from '../../../../../core/plugs/exchange/export/export-plugs.ts';
import { Icon, type IconName } from '../../../components/icon.tsx';
import { MenuItem } from '../../../components/menus.tsx';
import type { ListState } from '../list/list-state.ts';
import { contactsInWords } from '../write-report.tsx';
import { exportPath } from './export-paths.ts';

interface ExportMenuProps {
  state: ListState;
  /** The number of contacts that match the search and the filters of the list. */
  total: number;
}

const MENU_ID = 'export-menu';

const FORMATS: { format: string; label: string; icon: IconName }[] = [
  { format: 'csv', label: 'CSV', icon: 'file-spreadsheet' },
  { format: 'vcard', label: 'vCard', icon: 'user-round' },
  { format: 'json', label: 'JSON', icon: 'copy' },
  { format: 'hubspot', label: 'HubSpot CSV', icon: 'external-link' },
];

export function ExportButton(props: ExportMenuProps) {
  return (
    <>
      <button class="button" type="button" popovertarget={MENU_ID} aria-label="Export">
        <Icon name="download" />
        <span class="only-wide">Export</span>
      </button>
      <ExportMenu {...props} />
    </>
  );
}

/** The menu as an additional part of a response to htmx. htmx replaces the menu on the page. */
export function ExportMenuPart(props: ExportMenuProps) {
  return (
    <hx-partial hx-target={`#${MENU_ID}`} hx-swap="outerHTML">
      <ExportMenu {...props} />
    </hx-partial>
  );
}

function ExportMenu({ state, total }: ExportMenuProps) {
  const exportFormats: readonly string[] = EXPORT_FORMATS;
  return (
    <div class="menu" id={MENU_ID} popover="auto">
      <p class="menu-title">{contactsInWords(total)}, as in the list</p>
      {FORMATS.filter(({ format }) => exportFormats.includes(format)).map(({ format, label, icon }) => (
        <MenuItem key={format} href={exportPath(format, state)} icon={icon}>
          {label}
        </MenuItem>
      ))}
    </div>
  );
}
