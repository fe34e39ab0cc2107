/** Layouts: a page with navigation, a page with one centred card, a page with one message, and a public page. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { Brand } from './brand.tsx';
import { Icon, type IconName } from './icon.tsx';
import { KeyboardDialog } from './keyboard.tsx';
import { IconDisc } from './marks.tsx';
import { type NavigationProps, Sidebar } from './navigation.tsx';

interface AppPageProps extends NavigationProps {
  title: string;
  /** The content above the heading, such as a link to the list that contains the shown contact. */
  above?: Child;
  /** The content to show instead of the title, the lead and the actions. */
  heading?: Child;
  /** A sentence below the title. */
  lead?: Child;
  /** The links and buttons next to the title. */
  actions?: Child;
  toast?: Child;
  /** Whether the width of the content is limited to 75rem instead of 88rem, as on pages with forms. */
  isMedium?: boolean;
}

/** A page for a signed-in user, with the navigation and the dialog of the keyboard shortcuts. */
export function AppPage(props: PropsWithChildren<AppPageProps>) {
  const {
    title,
    above,
    heading,
    lead,
    actions,
    toast,
    isMedium = false,
    children,
    ...navigationProps
  } = props;
  return (
    <div class="app" data-no-keys={navigationProps.person.hasSingleKeys ? undefined : ''}>
      <header class="topbar">
        <Brand />
        <a class="button icon-button quiet" href="/web/contacts#q" aria-label="Search contacts">
          <Icon name="search" />
        </a>
        <button class="button icon-button quiet" aria-label="Menu" type="button" popovertarget="nav">
          <Icon name="menu" />
        </button>
      </header>
      <Sidebar {...navigationProps} />
      <main class={isMedium ? 'main main-medium' : 'main'} id="main" tabindex={-1}>
        {above}
        {heading ?? (
          <header class="page-header">
            <div>
              <h1>{title}</h1>
              {lead && <p>{lead}</p>}
            </div>
            {actions && <div class="actions">{actions}</div>}
          </header>
        )}
        {children}
        <div id="toast" role="status">
          {toast}
        </div>
      </main>
      <KeyboardDialog />
    </div>
  );
}

/**
 * A page with one centred card, such as the sign-in or the confirmation of a deletion. `foot` is the text below the
 * card.
 */
export function CardPage({ title, foot, children }: PropsWithChildren<{ title: string; foot?: Child }>) {
  return (
    <div class="centered">
      <header class="cluster">
        <Brand />
      </header>
      <main class="stack" id="main" tabindex={-1}>
        <section class="card sign-card" aria-labelledby="title">
          <div class="stack">
            <h1 id="title">{title}</h1>
            {children}
          </div>
        </section>
        {foot && <p class="sign-foot">{foot}</p>}
      </main>
    </div>
  );
}

/** A page with one message. The children are the links or buttons below the text. */
export function MessagePage(props: PropsWithChildren<{ icon: IconName; title: string; text: string }>) {
  const { icon, title, text, children } = props;
  return (
    <div class="centered">
      <header class="cluster">
        <Brand />
      </header>
      <main class="card" id="main" tabindex={-1}>
        <div class="empty empty-small">
          <IconDisc icon={icon} tone="neutral" isLarge />
          <h1>{title}</h1>
          <p>{text}</p>
          <div class="actions">{children}</div>
        </div>
      </main>
    </div>
  );
}

/** A wide page without the navigation of a signed-in user. `actions` are the links at the top. */
export function PublicPage({ actions, children }: PropsWithChildren<{ actions: Child }>) {
  return (
    <>
      <header class="public split">
        <Brand />
        <nav class="actions" aria-label="Main">
          {actions}
        </nav>
      </header>
      <main class="public stack stack-wide" id="main" tabindex={-1}>
        {children}
      </main>
    </>
  );
}
