/** What a form shows again after it was sent: the typed values, the problems of fields, and one message. */
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
  /** A page that helps, named at the end of the text. */
  link?: PageLink | undefined;
}

export interface PageLink {
  href: string;
  label: string;
}

/** A form before it is sent, with the values that it starts with. */
export function blankForm(values: Record<string, string> = {}): FormState {
  return { values, problems: [] };
}
