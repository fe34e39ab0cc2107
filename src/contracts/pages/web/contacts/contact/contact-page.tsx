/** The page of one contact, and the link back to the list. Other pages of contacts contain the same link. */
import { fullName } from '../../../../../rules/plugs/plug.ts';
import { Icon } from '../../../components/icon.tsx';
import { AppPage } from '../../../components/layouts.tsx';
import { MessageFlash } from '../../../components/messages.tsx';
import type { FormMessage, FormState } from '../../../form-state.ts';
import { personOf } from '../../person.ts';
import { ShareCard } from '../card/share-card.tsx';
import { DataCard, type DataEdit } from '../custom-data/data-card.tsx';
import { HistoryCard } from '../history/history-card.tsx';
import { LIST_PATH } from '../list/list-state.ts';
import { contactPath } from '../paths.ts';
import { type Report, ReportToast } from '../write-report.tsx';
import { ContactHeading } from './contact-heading.tsx';
import { DetailsCard } from './details-card.tsx';
import { DuplicateHint } from './duplicate-hint.tsx';
import type { FieldEdit } from './field-row.tsx';
import type { ContactDetails } from './read-contact.ts';
import { TagsCard } from './tags-card.tsx';

/** The open forms and the messages of the page. */
export interface ContactView {
  /** The field whose form is open. */
  edit?: FieldEdit | null;
  /** The key of the custom data whose form is open. */
  dataEdit?: DataEdit | null;
  /** The rejected form to show as the form of a new key of the custom data. */
  rejectedData?: FormState;
  /** The rejected form that adds or removes a tag. */
  rejectedTag?: FormState;
  message?: FormMessage | undefined;
  report?: Report | null;
}

interface ContactPageProps {
  contact: ContactDetails;
  view: ContactView;
  nowMs: number;
}

export function ContactPage({ contact, view, nowMs }: ContactPageProps) {
  const { account, plug, statistics, duplicates } = contact;
  const { edit = null, dataEdit = null, rejectedData, rejectedTag, message, report = null } = view;
  return (
    <AppPage
      title={fullName(plug)}
      person={personOf(account)}
      current={LIST_PATH}
      above={<BackToList />}
      heading={<ContactHeading plug={plug} />}
      toast={<ReportToast report={report} path={contactPath(plug.id)} />}
    >
      <div class="stack">
        {message && <MessageFlash message={message} />}
        <DuplicateHint id={plug.id} duplicates={duplicates} />
        <div class="with-aside">
          <DetailsCard plug={plug} edit={edit} />
          <div class="stack">
            <TagsCard
              plug={plug}
              knownTags={[...statistics.byTag.keys()]}
              rejected={
                rejectedTag ? { typed: rejectedTag.values.tag ?? '', problems: rejectedTag.problems } : null
              }
            />
            <ShareCard plug={plug} />
            <DataCard plug={plug} edit={dataEdit} rejected={rejectedData ?? null} />
            <HistoryCard {...contact} timeZone={account.timeZone} nowMs={nowMs} />
          </div>
        </div>
      </div>
    </AppPage>
  );
}

export function BackToList() {
  return (
    <nav class="cluster small" aria-label="Breadcrumb">
      <a class="text-button" href={LIST_PATH}>
        <Icon name="chevron-left" />
        Contacts
      </a>
    </nav>
  );
}
