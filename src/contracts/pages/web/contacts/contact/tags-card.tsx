/** The tags of a contact, with forms that remove and add a tag. Frequent tags of the account are suggested. */
import type { FieldProblem } from '../../../../../rules/app-error.ts';
import { caseKey } from '../../../../../rules/plugs/folding.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Card } from '../../../components/cards.tsx';
import { Icon } from '../../../components/icon.tsx';
import { contactPath } from '../paths.ts';

interface TagsCardProps {
  plug: PlugRow;
  /** The most frequent tags of the account. */
  knownTags: string[];
  /**
   * The rejected form that adds or removes a tag: the sent tag and the messages. The input for a new tag shows both.
   */
  rejected: { typed: string; problems: FieldProblem[] } | null;
}

export function TagsCard({ plug, knownTags, rejected }: TagsCardProps) {
  const path = contactPath(plug.id);
  const presentTags = new Set(plug.tags.map(caseKey));
  return (
    <Card id="tags" title="Tags">
      <div class="card-body stack stack-tight">
        {plug.tags.length > 0 && (
          <form class="cluster" method="post" action={`${path}/untag`}>
            {plug.tags.map((tag) => (
              <span class="tag" key={tag}>
                <span>
                  <bdi>{tag}</bdi>
                </span>
                <button
                  type="submit"
                  class="tag-remove"
                  name="tag"
                  value={tag}
                  aria-label={`Remove the tag ${tag}`}
                >
                  <Icon name="x" />
                </button>
              </span>
            ))}
          </form>
        )}
        <form class="split" method="post" action={`${path}/tag`}>
          <input
            class="input"
            name="tag"
            list="tag-list"
            value={rejected?.typed}
            aria-label="Add a tag"
            aria-invalid={rejected ? 'true' : undefined}
            aria-describedby={rejected ? 'tag-error' : undefined}
            placeholder="Add a tag"
            autocomplete="off"
            autofocus={rejected !== null}
            required
          />
          <button type="submit" class="button">
            Add
          </button>
          <datalist id="tag-list">
            {knownTags
              .filter((tag) => !presentTags.has(caseKey(tag)))
              .map((tag) => (
                <option key={tag} value={tag} />
              ))}
          </datalist>
        </form>
        {rejected && (
          <div id="tag-error" role="alert">
            {rejected.problems.map(({ message }) => (
              <p class="error" key={message}>
                <Icon name="circle-alert" />
                <span>{message}</span>
              </p>
            ))}
          </div>
        )}
      </div>
    </Card>
  );
}
