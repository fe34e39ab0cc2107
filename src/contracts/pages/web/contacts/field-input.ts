/** The attributes of the input of a field. */
import type { ContactField } from './contact-fields.ts';

/**
 * Returns the attributes that decide the type, the on-screen keyboard and the suggestions of the browser. The types
 * `email`, `url` and `number` are not used, because the browser would reject values with less helpful messages than the
 * messages of the server.
 */
export function inputAttributes(control: ContactField['control']) {
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
