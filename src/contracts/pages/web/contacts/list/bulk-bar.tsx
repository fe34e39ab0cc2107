/** The actions on the selected contacts. The style sheet shows the bar while a row is selected. */
import { PRIORITIES } from '../../../../../rules/plugs/plug.ts';
import { Icon } from '../../../components/icon.tsx';
import { Priority } from '../../../components/marks.tsx';
import { SelectedCount, type SelectionProps } from './selection.tsx';

/** `tags` are the suggested tags. */
export function BulkBar({ tags, ...selection }: SelectionProps & { tags: string[] }) {
  return (
    <div class="bulk-bar" role="group" aria-label="Change the selected contacts">
      <SelectedCount {...selection} />
      <button class="button quiet small-button" type="button" popovertarget="bulk-tag">
        <Icon name="tag" />
        Tag
      </button>
      <button class="button quiet small-button" type="button" popovertarget="bulk-priority">
        <Icon name="star" />
        Priority
      </button>
      <button class="button quiet small-button" type="submit" name="action" value="convert">
        <Icon name="user-plus" />
        Convert
      </button>
      <button class="button quiet small-button danger" type="submit" name="action" value="delete">
        <Icon name="trash-2" />
        Delete
      </button>
      <div class="menu menu-start" id="bulk-tag" popover="auto">
        <div class="stack stack-tight">
          <div class="field">
            <label class="label" for="bulk-tag-name">
              Tag
            </label>
            <input class="input" id="bulk-tag-name" name="tag" list="bulk-tags" autocomplete="off" />
          </div>
          <datalist id="bulk-tags">
            {tags.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
          <button class="button primary" type="submit" name="action" value="tag">
            Add tag
          </button>
          <button class="button" type="submit" name="action" value="untag">
            Remove tag
          </button>
        </div>
      </div>
      <div class="menu menu-start" id="bulk-priority" popover="auto">
        {PRIORITIES.toReversed().map((level) => (
          <button key={level} type="submit" class="menu-item" name="action" value={`priority-${level}`}>
            <Priority level={level} />
          </button>
        ))}
      </div>
    </div>
  );
}
