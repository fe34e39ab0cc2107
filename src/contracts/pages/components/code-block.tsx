/** A command to copy. It scrolls inside its box, and the keyboard can scroll it. */
import type { PropsWithChildren } from 'hono/jsx';

export function CodeBlock({ label, children }: PropsWithChildren<{ label: string }>) {
  return (
    <pre class="code-block" role="group" tabindex={0} aria-label={label}>
      <b>$ </b>
      {children}
    </pre>
  );
}
