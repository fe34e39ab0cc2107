/** One contact as a row of the table. On small screens, the style sheet shows the row as a card. */
import { markedParts, type TextPart } from '../../../../../rules/plugs/marked-text.ts';
import { canConvert, fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Icon } from '../../../components/icon.tsx';
import { Avatar, Priority, Tag } from '../../../components/marks.tsx';
import { Time } from '../../../components/time.tsx';
import { contactPath, vCardPath } from '../paths.ts';
import { TypeBadge } from '../type-badge.tsx';
import { listPath } from './list-state.ts';
import { CheckCell, MenuCell, type RowSelection } from './row-cells.tsx';
import { findOtherMatch } from './search-match.ts';

/**
 * The maximum total length of the tags of a row, in code points, with the padding of each tag. The first tag is shown
 * even if it is longer.
 */
const MAX_TAGS_LENGTH = 16;
/** The additional length of each tag, for the space around its text. */
const TAG_PADDING_LENGTH = 3;

export interface RowView {
  /** The words of the search. The row marks them. Without a search, the array is empty. */
  words: string[];
  timeZone: string;
  nowMs: number;
  /** How the row is selected when the page is shown. If undefined, the row is not selected. */
  selection?: RowSelection | undefined;
}

export function ContactRow({ plug, view }: { plug: PlugRow; view: RowView }) {
  const { words, nowMs, timeZone } = view;
  const name = fullName(plug);
  return (
    <tr role="row">
      <CheckCell plug={plug} selection={view.selection} />
      <td class="col-name" role="cell">
        <div class="person">
          <Avatar id={plug.id} name={name} />
          <div>
            <a class="person-name row-link" href={contactPath(plug.id)} dir="auto">
              <MarkedText parts={markedParts(name, words)} />
            </a>
            <OtherMatch plug={plug} words={words} />
          </div>
        </div>
      </td>
      <td class="col-company" role="cell">
        <CompanyAndJob plug={plug} words={words} />
      </td>
      <td class="col-type" role="cell">
        <TypeBadge type={plug.plugType} />
      </td>
      <td class="col-priority" role="cell">
        <Priority level={plug.priority} />
      </td>
      <td class="col-tags" role="cell">
        <Tags tags={plug.tags} />
      </td>
      <td class="col-date col-last" role="cell">
        <Time atMs={plug.updatedAtMs} nowMs={nowMs} timeZone={timeZone} />
      </td>
      <MenuCell plug={plug}>
        <ContactActions plug={plug} />
      </MenuCell>
    </tr>
  );
}

/** A text in which the matches are marked. */
export function MarkedText({ parts }: { parts: TextPart[] }) {
  return <>{parts.map(({ text, isMatch }) => (isMatch ? <mark>{text}</mark> : text))}</>;
}

/** The menu of a row. Its buttons send the form of the table, but to the path in `formaction`. */
function ContactActions({ plug }: { plug: PlugRow }) {
  const path = contactPath(plug.id);
  return (
    <>
      <a class="menu-item" href={`${path}/edit`} aria-keyshortcuts="e">
        <Icon name="pencil" />
        Edit
        <kbd aria-hidden="true">e</kbd>
      </a>
      {plug.plugType === 'target' && canConvert(plug) && (
        <button class="menu-item" type="submit" formaction={`${path}/convert`}>
          <Icon name="user-plus" />
          Convert to contact
        </button>
      )}
      <a class="menu-item" href={vCardPath(plug.id)}>
        <Icon name="download" />
        Download vCard
      </a>
      <hr />
      <button class="menu-item" data-tone="danger" type="submit" formaction={`${path}/delete`}>
        <Icon name="trash-2" />
        Delete
      </button>
    </>
  );
}

/** A match in a field other than the name, the company and the job title, if a word matches only there. */
function OtherMatch({ plug, words }: { plug: PlugRow; words: string[] }) {
  const match = words.length > 0 ? findOtherMatch(plug, words) : null;
  if (!match) return null;
  return (
    <span class="note-match">
      {match.label}:{' '}
      <bdi>
        <MarkedText parts={match.parts} />
      </bdi>
    </span>
  );
}

function CompanyAndJob({ plug: { company, jobTitle }, words }: { plug: PlugRow; words: string[] }) {
  return (
    <>
      {company && (
        <bdi>
          <MarkedText parts={markedParts(company, words)} />
        </bdi>
      )}
      {jobTitle && (
        <span class="muted">
          {company && ' · '}
          <bdi>
            <MarkedText parts={markedParts(jobTitle, words)} />
          </bdi>
        </span>
      )}
    </>
  );
}

/** The first tags, as many as fit into the row, and the number of the hidden tags. */
function Tags({ tags }: { tags: string[] }) {
  let remainingLength = MAX_TAGS_LENGTH;
  const firstTooLong = tags.findIndex((tag) => {
    remainingLength -= [...tag].length + TAG_PADDING_LENGTH;
    return remainingLength < 0;
  });
  const shownCount = firstTooLong < 0 ? tags.length : Math.max(1, firstTooLong);
  const hiddenTags = tags.slice(shownCount);
  return (
    <div class="tag-row">
      {tags.slice(0, shownCount).map((tag) => (
        <Tag key={tag} text={tag} href={listPath({ tag })} />
      ))}
      {hiddenTags.length > 0 && (
        <span class="muted small" title={hiddenTags.join(', ')}>
          +{hiddenTags.length}
        </span>
      )}
    </div>
  );
}
