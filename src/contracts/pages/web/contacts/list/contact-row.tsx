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
import { otherMatch } from './search-match.ts';

/** The maximum number of characters in the tags of a row. Each tag counts three additional characters. */
const TAG_ROOM = 16;
const TAG_EXTRA = 3;

export interface RowView {
  /** The words of the search, which are marked. */
  words: string[];
  timeZone: string;
  nowMs: number;
  selected?: RowSelection | undefined;
}

export function ContactRow({ plug, view }: { plug: PlugRow; view: RowView }) {
  const { words, nowMs, timeZone } = view;
  const name = fullName(plug);
  return (
    <tr role="row">
      <CheckCell plug={plug} selected={view.selected} />
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
        <Work plug={plug} words={words} />
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

/** The menu of a row. Its buttons belong to the form of the table and set another path with `formaction`. */
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

function OtherMatch({ plug, words }: { plug: PlugRow; words: string[] }) {
  const match = words.length > 0 ? otherMatch(plug, words) : null;
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

function Work({ plug: { company, jobTitle }, words }: { plug: PlugRow; words: string[] }) {
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

/** As many tags as fit, and the number of further tags. */
function Tags({ tags }: { tags: string[] }) {
  let room = TAG_ROOM;
  const fitting = tags.findIndex((tag) => {
    room -= [...tag].length + TAG_EXTRA;
    return room < 0;
  });
  const shown = fitting < 0 ? tags.length : Math.max(1, fitting);
  const others = tags.slice(shown);
  return (
    <div class="tag-row">
      {tags.slice(0, shown).map((tag) => (
        <Tag key={tag} text={tag} href={listPath({ tag })} />
      ))}
      {others.length > 0 && (
        <span class="muted small" title={others.join(', ')}>
          +{others.length}
        </span>
      )}
    </div>
  );
}
