/** A command to copy. A long command scrolls inside its box, also with the keyboard. */
import type { PropsWithChildren } from 'hono/jsx';

export function CodeBlock({ label, children }: PropsWithChildren<{ label: string }>) {
  return (
    <pre class="code-block" role="group" tabindex={0} aria-label={label}>
      <b>$ </b>
      {children}
    </pre>
  );
}
