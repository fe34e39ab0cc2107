/** The state with which a form is shown: the values and the problems of its fields, and at most one message. */
import type { FieldProblem } from '../../rules/app-error.ts';

/** The kind of a message, which determines its colour and icon. */
export type FlashTone = 'success' | 'info' | 'warning' | 'danger';

export interface FormState {
  /** The typed values by field name, or the initial values before the form is sent. */
  values: Record<string, string>;
  problems: FieldProblem[];
  message?: FormMessage;
}

export interface FormMessage {
  tone: FlashTone;
  text: string;
  /** A link to a page where the user can solve the problem. The link follows the text and ends its sentence. */
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
