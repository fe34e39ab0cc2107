/** The badge that shows whether a plug is a contact or a target. */
import type { PlugType } from '../../../../rules/plugs/plug.ts';
import { Badge } from '../../components/marks.tsx';

export function TypeBadge({ type }: { type: PlugType }) {
  return type === 'contact' ? <Badge tone="accent">Contact</Badge> : <Badge isOutline>Target</Badge>;
}
