/**
 * The state of a form that is shown again after it was sent: the typed values, the problems of fields and one message.
 */
import type { FieldProblem } from '../../rules/app-error.ts';

export type FlashTone = 'success' | 'info' | 'warning' | 'danger';

export interface FormState {
  values: Record<string, string>;
  problems: FieldProblem[];
  message?: FormMessage;
}

export interface FormMessage {
  tone: FlashTone;
  text: string;
  /** A page that helps. Its link follows the text. */
  link?: PageLink | undefined;
}

export interface PageLink {
  href: string;
  label: string;
}

/** The state of a form before it is sent, with its initial values. */
export function blankForm(values: Record<string, string> = {}): FormState {
  return { values, problems: [] };
}
