/** The hint on the page of a contact: other contacts may be the same person. Empty without such contacts. */
import type { PossibleDuplicate } from '../../../../../core/plugs/duplicates/duplicates-of-plug.ts';
import { Flash } from '../../../components/messages.tsx';
import { duplicatesOfContactPath } from '../../duplicates/paths.ts';
import { reasonsInWords } from '../../duplicates/reason-labels.ts';
import { contactPath } from '../paths.ts';

/** The maximum number of contacts that the hint names. The other contacts are only counted. */
const MAX_NAMED_CONTACTS = 3;

interface DuplicateHintProps {
  /** The id of the contact of the page. */
  id: string;
  duplicates: PossibleDuplicate[];
}

export function DuplicateHint({ id, duplicates }: DuplicateHintProps) {
  if (duplicates.length === 0) return null;
  const unnamedCount = duplicates.length - MAX_NAMED_CONTACTS;
  return (
    <Flash
      tone="warning"
      action={
        <a class="button small-button" href={duplicatesOfContactPath(id)}>
          Compare
        </a>
      }
    >
      {duplicates.length === 1 ? 'Possible duplicate: ' : 'Possible duplicates: '}
      {duplicates
        .slice(0, MAX_NAMED_CONTACTS)
        .map(({ firstName, lastName, company, reasons, ...plug }, at) => (
          <>
            {at > 0 && '; '}
            <a href={contactPath(plug.id)}>
              <bdi>
                {[firstName, lastName].filter(Boolean).join(' ') || company || 'Contact without a name'}
              </bdi>
            </a>{' '}
            ({reasonsInWords(reasons)})
          </>
        ))}
      {unnamedCount > 0 && ` and ${unnamedCount} more`}.
    </Flash>
  );
}
