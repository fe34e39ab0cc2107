/** The message for an account without contacts: how contacts can be added. */
import { Icon } from '../../components/icon.tsx';
import { EmptyState } from '../../components/messages.tsx';
import { IMPORT_PATH } from '../import/paths.ts';
import { NEW_CONTACT_PATH } from './paths.ts';

interface NoContactsProps {
  title: string;
  text: string;
  /** The keyboard shortcut of "New contact". It is omitted if another link of the page has this shortcut. */
  shortcut?: string;
}

export function NoContacts({ title, text, shortcut }: NoContactsProps) {
  return (
    <div class="card">
      <EmptyState icon="users" title={title} text={text}>
        <a class="button primary" href={NEW_CONTACT_PATH} aria-keyshortcuts={shortcut}>
          <Icon name="plus" />
          New contact
        </a>
        <a class="button" href={IMPORT_PATH}>
          <Icon name="upload" />
          Import contacts
        </a>
      </EmptyState>
    </div>
  );
}
