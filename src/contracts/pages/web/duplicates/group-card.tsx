/** One group of duplicates: a form that merges the contacts, or marks them as different people. */
import { MAX_PLUGS_TOGETHER } from '../../../../core/plugs/duplicates/dismiss-duplicates.ts';
import type { GroupOfPlugs } from '../../../../core/plugs/duplicates/list-duplicates.ts';
import { fullName } from '../../../../rules/plugs/plug.ts';
import { formatCount } from '../../components/figures.tsx';
import { Icon } from '../../components/icon.tsx';
import { Badge } from '../../components/marks.tsx';
import { contactPath } from '../contacts/paths.ts';
import { CompareGrid, cut } from './compare-grid.tsx';
import { DISMISS_PATH, MERGE_PATH } from './paths.ts';
import { reasonLabel } from './reason-labels.ts';

/** The maximum number of names in the heading. The heading of a larger group has one name fewer and a count. */
const MAX_NAMES = 3;

interface GroupCardProps {
  /**
   * The number of the group, counted over all pages. The heading contains this number for screen readers, because two
   * groups can have the same names.
   */
  number: number;
  group: GroupOfPlugs;
  /**
   * The cursor of the page. After the form was sent, the browser returns to this page. Without a cursor, and also from
   * the page of one contact, the browser returns to the first page of all groups.
   */
  cursor: string | undefined;
  nowMs: number;
  timeZone: string;
}

export function GroupCard({ number, group, cursor, nowMs, timeZone }: GroupCardProps) {
  const { reasons, count } = group;
  const id = `group-${number}`;
  const plugs = group.plugs.slice(0, MAX_PLUGS_TOGETHER);
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <form method="post" action={MERGE_PATH}>
        {cursor && <input type="hidden" name="cursor" value={cursor} />}
        {plugs.map((plug) => (
          <input type="hidden" key={plug.id} name="ids" value={plug.id} />
        ))}
        <div class="card-header">
          <h2 id={`${id}-title`}>
            <span class="visually-hidden">Group {number}: </span>
            <Names group={group} />
          </h2>
          <span class="cluster">
            {reasons.map((reason) => (
              <Badge key={reason} tone={reason === 'similar_name' ? 'warning' : 'info'}>
                {reasonLabel(reason)}
              </Badge>
            ))}
          </span>
        </div>
        <CompareGrid id={id} plugs={plugs} nowMs={nowMs} timeZone={timeZone} />
        <div class="card-footer">
          <button class="button primary" type="submit">
            <Icon name="merge" />
            Merge {plugs.length} contacts
          </button>
          <button class="button" type="submit" formaction={DISMISS_PATH}>
            Not the same person
          </button>
          <span class="muted small">
            {count > plugs.length &&
              `This group has ${formatCount(count)} contacts. At most ${MAX_PLUGS_TOGETHER} contacts are merged at once: the ${MAX_PLUGS_TOGETHER} oldest ones first. `}
            Values that are not chosen are kept in the history. Tags and notes are united.
          </span>
        </div>
      </form>
    </section>
  );
}

function Names({ group: { plugs, count } }: { group: GroupOfPlugs }) {
  const named = plugs.slice(0, count > MAX_NAMES ? MAX_NAMES - 1 : MAX_NAMES);
  return (
    <>
      {named.map((plug, at) => (
        <>
          {at > 0 && (at === count - 1 ? ' and ' : ', ')}
          <a href={contactPath(plug.id)}>
            <bdi>{cut(fullName(plug))}</bdi>
          </a>
        </>
      ))}
      {count > named.length && ` and ${formatCount(count - named.length)} others`}
    </>
  );
}
