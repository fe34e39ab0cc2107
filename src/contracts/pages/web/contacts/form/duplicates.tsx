/** The possible duplicates of a new contact, with the reason for each. */
import type { Duplicate } from '../../../../../core/plugs/duplicates/find-duplicates.ts';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import { Flash } from '../../../components/messages.tsx';
import { reasonsInWords } from '../../duplicates/reason-labels.ts';
import { contactPath } from '../paths.ts';

/** The maximum number of contacts in the list. A longer list would not help the user to decide. */
const MAX_LISTED_CONTACTS = 5;

/**
 * The element that htmx replaces after each check for duplicates. The hidden input `seen` contains the ids of all
 * duplicates that were found, also of those that are not listed.
 */
export function Duplicates({ duplicates }: { duplicates: Duplicate[] }) {
  return (
    <div id="duplicates" aria-live="polite">
      {duplicates.length > 0 && (
        <>
          <input type="hidden" name="seen" value={duplicates.map(({ plug }) => plug.id).join(' ')} />
          <Flash tone="warning">
            <b>This person may be a contact already.</b>
            <ul>
              {duplicates.slice(0, MAX_LISTED_CONTACTS).map(({ plug, reasons }) => (
                <li key={plug.id}>
                  <a href={contactPath(plug.id)}>
                    <bdi>{fullName(plug)}</bdi>
                  </a>
                  {plug.company && (
                    <>
                      , <bdi>{plug.company}</bdi>
                    </>
                  )}
                  : {reasonsInWords(reasons)}
                </li>
              ))}
            </ul>
          </Flash>
        </>
      )}
    </div>
  );
}
