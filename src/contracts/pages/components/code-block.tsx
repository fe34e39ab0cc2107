/** A terminal command to copy. The box of a long command scrolls and is reachable with the keyboard. */
import type { PropsWithChildren } from 'hono/jsx';

export function CodeBlock({ label, children }: PropsWithChildren<{ label: string }>) {
  return (
    <pre class="code-block" role="group" tabindex={0} aria-label={label}>
      <b>$ </b>
      {children}
    </pre>
  );
}
