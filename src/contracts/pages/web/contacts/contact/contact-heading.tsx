/** The heading of the page of a contact: the name, the type, the job, the company, and the actions for the contact. */
import { canConvert, fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Icon } from '../../../components/icon.tsx';
import { Avatar } from '../../../components/marks.tsx';
import { Menu, MenuItem } from '../../../components/menus.tsx';
import { listPath } from '../list/list-state.ts';
import { contactPath, vCardPath } from '../paths.ts';
import { TypeBadge } from '../type-badge.tsx';
import { emailLink, telLink } from './field-value.tsx';

export const HEADING_ID = 'contact-heading';

export function ContactHeading({ plug }: { plug: PlugRow }) {
  const name = fullName(plug);
  const { email, primaryNumber, secondaryNumber } = plug;
  const number = primaryNumber ?? secondaryNumber;
  return (
    <header class="page-header" id={HEADING_ID}>
      <div class="person">
        <Avatar id={plug.id} name={name} isLarge />
        <div>
          <div class="cluster">
            <h1>
              <bdi>{name}</bdi>
            </h1>
            <TypeBadge type={plug.plugType} />
          </div>
          <JobAndCompany plug={plug} />
        </div>
      </div>
      <div class="actions">
        {email && (
          <a class="button" href={emailLink(email)}>
            <Icon name="mail" />
            E-mail
          </a>
        )}
        {number && (
          <a class="button" href={telLink(number)}>
            <Icon name="phone" />
            Call
          </a>
        )}
        <a class="button" href={`${contactPath(plug.id)}/edit`} aria-keyshortcuts="e">
          <Icon name="pencil" />
          Edit
          <kbd aria-hidden="true">e</kbd>
        </a>
        <button
          class="button icon-button"
          aria-label="More actions"
          type="button"
          popovertarget="contact-menu"
        >
          <Icon name="ellipsis" />
        </button>
        <MoreActions plug={plug} />
      </div>
    </header>
  );
}

function JobAndCompany({ plug: { company, jobTitle } }: { plug: PlugRow }) {
  if (!company && !jobTitle) return null;
  return (
    <p>
      {jobTitle && <bdi>{jobTitle}</bdi>}
      {jobTitle && company && ' at '}
      {company && (
        <a href={listPath({ q: company })}>
          <bdi>{company}</bdi>
        </a>
      )}
    </p>
  );
}

/** The menu of the less frequent actions. "Complete to convert" opens the form of all fields. */
function MoreActions({ plug }: { plug: PlugRow }) {
  const path = contactPath(plug.id);
  return (
    <Menu id="contact-menu">
      {plug.plugType === 'target' && canConvert(plug) && (
        <form method="post" action={`${path}/convert`}>
          <button class="menu-item" type="submit">
            <Icon name="user-plus" />
            Convert to contact
          </button>
        </form>
      )}
      {plug.plugType === 'target' && !canConvert(plug) && (
        <MenuItem href={`${path}/edit`} icon="user-plus">
          Complete to convert
        </MenuItem>
      )}
      <MenuItem href={vCardPath(plug.id)} icon="download">
        Download vCard
      </MenuItem>
      <hr />
      <form method="post" action={`${path}/delete`}>
        <button class="menu-item" data-tone="danger" type="submit">
          <Icon name="trash-2" />
          Delete
        </button>
      </form>
    </Menu>
  );
}
