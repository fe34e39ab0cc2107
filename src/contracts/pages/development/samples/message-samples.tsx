/** Samples of messages, menus, dialogs, empty states and placeholders. */
import { Section } from '../../components/cards.tsx';
import { Icon } from '../../components/icon.tsx';
import { ConfirmDialog, Menu, MenuItem } from '../../components/menus.tsx';
import { EmptyState, Flash, ProblemSummary, Skeleton } from '../../components/messages.tsx';

export function MessageSamples() {
  return (
    <>
      <Section id="messages" title="Message">
        <div class="stack">
          <Flash tone="success">Time zone changed to Europe/Zagreb.</Flash>
          <Flash tone="info">8 passages are for premium accounts.</Flash>
          <Flash
            tone="warning"
            action={
              <a class="button small-button" href="#messages">
                Compare
              </a>
            }
          >
            Possibly the same person as <a href="#messages">A. Okonkwo</a>: same phone number.
          </Flash>
          <ProblemSummary
            problems={[
              { field: 'mail', message: 'Enter a complete address, such as name@example.com.' },
              { field: 'name', message: 'First name is missing.' },
            ]}
          />
        </div>
      </Section>
      <MenuSamples />
      <Section id="states" title="Empty state and skeleton">
        <div class="grid grid-wide">
          <div class="card">
            <EmptyState
              icon="bell"
              title="No reminders"
              text="A reminder of a contact appears here when it is due."
              isSmall
            >
              <a class="button" href="#states">
                Show contacts
              </a>
            </EmptyState>
          </div>
          <div class="card card-body stack" aria-busy="true">
            <span class="visually-hidden">Loading</span>
            <Skeleton />
            <Skeleton />
            <Skeleton />
          </div>
        </div>
      </Section>
    </>
  );
}

function MenuSamples() {
  return (
    <Section id="menus" title="Menu and dialog">
      <div class="cluster">
        <button class="button" type="button" popovertarget="sample-menu">
          Open menu
          <Icon name="chevron-down" />
        </button>
        <button class="button danger" type="button" command="show-modal" commandfor="sample-dialog">
          Open dialog
        </button>
      </div>
      <Menu id="sample-menu" title="Amara Okonkwo" isAtStart>
        <MenuItem href="#menus" icon="pencil">
          Edit
        </MenuItem>
        <MenuItem href="#menus" icon="bell">
          Set reminder
        </MenuItem>
        <hr />
        <button class="menu-item" data-tone="danger" type="button">
          <Icon name="trash-2" />
          Delete
        </button>
      </Menu>
      <ConfirmDialog
        id="sample-dialog"
        title="Delete 12 contacts for good?"
        text="They are removed from the trash. This cannot be undone."
        action="/dev/components"
        cancelLabel="Keep them"
        confirmLabel="Delete 12 contacts"
      />
    </Section>
  );
}
