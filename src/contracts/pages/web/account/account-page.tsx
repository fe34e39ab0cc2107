/** The layout of the account page: links to its sections, and one section for each subject. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { AccountOverview } from '../../../../core/accounts/read-account-overview.ts';
import type { IconName } from '../../components/icon.tsx';
import { Icon } from '../../components/icon.tsx';
import { AppPage } from '../../components/layouts.tsx';
import { FormMessages } from '../../components/messages.tsx';
import type { FormState } from '../../form-state.ts';
import { EventList } from '../../security-log/event-list.tsx';
import { personOf } from '../person.ts';
import { AddressSection } from './address-section.tsx';
import { DataSection } from './data-section.tsx';
import { DeviceList } from './devices/device-list.tsx';
import { EndOthersLink } from './devices/end-others.tsx';
import { KeyboardSection } from './keyboard-section.tsx';
import { PremiumSection } from './premium-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SignInSection } from './sign-in-section.tsx';

const SECTIONS: { id: string; title: string; icon: IconName }[] = [
  { id: 'profile', title: 'Profile', icon: 'user-round' },
  { id: 'address', title: 'E-mail', icon: 'mail' },
  { id: 'sign-in', title: 'Sign-in', icon: 'key-round' },
  { id: 'premium', title: 'Premium', icon: 'crown' },
  { id: 'keyboard', title: 'Keyboard', icon: 'list-checks' },
  { id: 'devices', title: 'Devices', icon: 'monitor' },
  { id: 'events', title: 'Security events', icon: 'shield-check' },
  { id: 'data', title: 'Your data', icon: 'download' },
];

interface AccountPageProps {
  overview: AccountOverview;
  /** The state of the form that was sent. If no form was sent, the state has no values, but it can have a notice. */
  form: FormState;
  /** The id of the session of the request. */
  currentId: number;
  nowMs: number;
}

export function AccountPage({ overview, form, currentId, nowMs }: AccountPageProps) {
  const { account, sessions, events, plugCount } = overview;
  const { timeZone } = account;
  return (
    <AppPage title="Account" person={personOf(account)} current="/web/account" isMedium>
      <div class="with-index">
        <SectionLinks />
        <div class="stack stack-wide">
          <FormMessages form={form} />
          <AccountSection id="profile">
            <ProfileSection account={account} form={form} />
          </AccountSection>
          <AccountSection id="address">
            <AddressSection account={account} form={form} />
          </AccountSection>
          <AccountSection id="sign-in">
            <SignInSection account={account} telegram={overview.telegram} />
          </AccountSection>
          <AccountSection id="premium">
            <PremiumSection account={account} nowMs={nowMs} />
          </AccountSection>
          <AccountSection id="keyboard">
            <KeyboardSection account={account} />
          </AccountSection>
          <AccountSection id="devices" action={sessions.length > 1 && <EndOthersLink />}>
            <div class="card">
              <DeviceList sessions={sessions} currentId={currentId} nowMs={nowMs} timeZone={timeZone} />
              <a class="card-footer" href="/web/account/devices">
                Show all devices
              </a>
            </div>
          </AccountSection>
          <AccountSection id="events">
            <div class="card">
              <EventList events={events} nowMs={nowMs} timeZone={timeZone} />
              <a class="card-footer" href="/web/account/events">
                Show all events
              </a>
            </div>
          </AccountSection>
          <AccountSection id="data">
            <DataSection account={account} plugCount={plugCount} />
          </AccountSection>
        </div>
      </div>
    </AppPage>
  );
}

function SectionLinks() {
  return (
    <nav class="index" aria-label="Sections">
      {SECTIONS.map(({ id, title, icon }) => (
        <a key={id} class="nav-link" href={`#${id}`}>
          <Icon name={icon} />
          {title}
        </a>
      ))}
    </nav>
  );
}

/**
 * The section of `SECTIONS` with this id: its title, an optional link or button next to the title, and the content.
 */
function AccountSection({ id, action, children }: PropsWithChildren<{ id: string; action?: Child }>) {
  const heading = <h2 id={`${id}-title`}>{SECTIONS.find((section) => section.id === id)?.title}</h2>;
  return (
    <section id={id} class="stack" aria-labelledby={`${id}-title`}>
      {action ? (
        <div class="split">
          {heading}
          {action}
        </div>
      ) : (
        heading
      )}
      {children}
    </section>
  );
}
