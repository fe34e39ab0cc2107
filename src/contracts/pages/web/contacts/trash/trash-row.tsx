/** One contact in the trash, as a row of the table. */
import type { PropsWithChildren } from 'hono/jsx';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Icon } from '../../../components/icon.tsx';
import { Avatar } from '../../../components/marks.tsx';
import { CheckCell, MenuCell } from '../list/row-cells.tsx';
import { contactPath } from '../paths.ts';
import { TypeBadge } from '../type-badge.tsx';
import { eraseDialogId, erasePath, restorePath } from './trash-paths.ts';

/**
 * The children show the time of the deletion. A merged contact has no button "Restore", because only the undo of the
 * merge restores the contact.
 */
export function TrashRow(props: PropsWithChildren<{ plug: PlugRow; isSelected: boolean }>) {
  const { plug, isSelected, children } = props;
  const name = fullName(plug);
  return (
    <tr role="row">
      <CheckCell plug={plug} selection={isSelected ? 'initially' : undefined} />
      <td class="col-name" role="cell">
        <div class="person">
          <Avatar id={plug.id} name={name} />
          <div>
            <span class="person-name" dir="auto">
              {name}
            </span>
            {plug.mergedInto !== null && (
              <span class="person-detail">
                Merged into <a href={contactPath(plug.mergedInto)}>another contact</a>
              </span>
            )}
          </div>
        </div>
      </td>
      <td class="col-company" role="cell">
        <bdi>{plug.company}</bdi>
      </td>
      <td class="col-type" role="cell">
        <TypeBadge type={plug.plugType} />
      </td>
      <td class="col-date col-last" role="cell">
        {children}
      </td>
      <MenuCell plug={plug}>
        {plug.mergedInto === null && (
          <>
            <button class="menu-item" type="submit" formaction={restorePath(plug.id)}>
              <Icon name="rotate-ccw" />
              Restore
            </button>
            <hr />
          </>
        )}
        <a
          class="menu-item"
          data-tone="danger"
          href={erasePath([plug.id])}
          data-dialog={`#${eraseDialogId(plug.id)}`}
        >
          <Icon name="trash-2" />
          Delete for good
        </a>
      </MenuCell>
    </tr>
  );
}
