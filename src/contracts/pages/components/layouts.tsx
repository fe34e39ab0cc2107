/** The layouts of a page: a page with navigation, one centred card, one message, and a public page. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { Brand } from './brand.tsx';
import { Icon, type IconName } from './icon.tsx';
import { KeyboardDialog } from './keyboard.tsx';
import { IconDisc } from './marks.tsx';
import { type Navigated, Sidebar } from './navigation.tsx';

interface AppPageProps extends Navigated {
  title: string;
  /** The content above the heading, such as a link back. */
  above?: Child;
  /** A heading to show instead of the title. */
  heading?: Child;
  /** A sentence below the title. */
  lead?: Child;
  actions?: Child;
  toast?: Child;
  /** Limits the width, for forms and lists. */
  isMedium?: boolean;
}

/** A page for a signed-in user. */
export function AppPage(props: PropsWithChildren<AppPageProps>) {
  const { title, above, heading, lead, actions, toast, isMedium = false, children, ...navigated } = props;
  return (
    <div class="app" data-no-keys={navigated.person.hasSingleKeys ? undefined : ''}>
      <header class="topbar">
        <Brand />
        <a class="button icon-button quiet" href="/web/contacts#q" aria-label="Search contacts">
          <Icon name="search" />
        </a>
        <button class="button icon-button quiet" aria-label="Menu" type="button" popovertarget="nav">
          <Icon name="menu" />
        </button>
      </header>
      <Sidebar {...navigated} />
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

/** A page with one centred card, for sign-in, sign-up and password reset. */
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

/** A page with one message. The children are its actions. */
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

/** A page that does not require a sign-in. */
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
