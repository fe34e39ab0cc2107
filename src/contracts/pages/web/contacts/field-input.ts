/** The input of a field. */
import type { ContactField } from './contact-fields.ts';

/**
 * The type and the keyboard of an input. The browser does not validate the value, because the messages of the server
 * explain more.
 */
export function inputOf(control: ContactField['control']) {
  switch (control) {
    case 'email':
      return { inputmode: 'email', autocomplete: 'off' } as const;
    case 'tel':
      return { type: 'tel', autocomplete: 'off' } as const;
    case 'url':
      return { inputmode: 'url', autocomplete: 'off' } as const;
    case 'date':
      return { type: 'date' } as const;
    case 'number':
      return { inputmode: 'numeric', autocomplete: 'off' } as const;
    default:
      return { autocomplete: 'off' } as const;
  }
}
