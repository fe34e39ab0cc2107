/** The layout of the import pages. It shows the three steps and marks the present step. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { CallerAccount } from '../../../../core/request/access.ts';
import { AppPage } from '../../components/layouts.tsx';
import { personOf } from '../person.ts';
import { IMPORT_PATH } from './paths.ts';

const STEPS = ['Choose a file', 'Check', 'Done'] as const;

interface ImportPageProps {
  account: CallerAccount;
  step: (typeof STEPS)[number];
  toast?: Child;
}

export function ImportPage({ account, step, toast, children }: PropsWithChildren<ImportPageProps>) {
  const currentStep = STEPS.indexOf(step);
  return (
    <AppPage
      title="Import contacts"
      lead="Nothing is written until you confirm. Every import can be undone for 90 days."
      person={personOf(account)}
      current={IMPORT_PATH}
      toast={toast}
      isMedium
    >
      <ol class="steps" aria-label="Steps">
        {STEPS.map((name, at) => (
          <li
            key={name}
            data-state={at < currentStep ? 'done' : undefined}
            aria-current={at === currentStep ? 'step' : undefined}
          >
            {name}
          </li>
        ))}
      </ol>
      <div class="stack">{children}</div>
    </AppPage>
  );
}
