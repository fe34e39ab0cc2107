/** An icon from the SVG sprite src/contracts/pages/client/icons.svg. */
import { ASSETS } from '../asset-names.ts';

/**
 * The ids of the symbols in the sprite: Lucide icons (ISC license), and four icons of this project for the levels of
 * priority. A test compares this list with the sprite.
 */
export type IconName =
  | 'plug'
  | 'users'
  | 'user-round'
  | 'user-plus'
  | 'search'
  | 'plus'
  | 'filter'
  | 'x'
  | 'check'
  | 'chevron-down'
  | 'chevron-left'
  | 'chevron-right'
  | 'chevrons-up-down'
  | 'arrow-up'
  | 'arrow-down'
  | 'arrow-right'
  | 'ellipsis'
  | 'mail'
  | 'phone'
  | 'message-circle'
  | 'handshake'
  | 'notebook-pen'
  | 'bell'
  | 'clock'
  | 'calendar-days'
  | 'calendar-clock'
  | 'tag'
  | 'trash-2'
  | 'undo-2'
  | 'pencil'
  | 'copy'
  | 'copy-check'
  | 'merge'
  | 'upload'
  | 'download'
  | 'file-spreadsheet'
  | 'chart-column'
  | 'book-open'
  | 'settings'
  | 'shield-check'
  | 'key-round'
  | 'fingerprint-pattern'
  | 'smartphone'
  | 'monitor'
  | 'tablet'
  | 'bot'
  | 'terminal'
  | 'log-out'
  | 'lock'
  | 'lock-open'
  | 'link'
  | 'qr-code'
  | 'star'
  | 'triangle-alert'
  | 'circle-alert'
  | 'circle-check'
  | 'circle'
  | 'info'
  | 'menu'
  | 'send'
  | 'building-2'
  | 'map-pin'
  | 'cake'
  | 'globe'
  | 'gauge'
  | 'list-checks'
  | 'external-link'
  | 'crown'
  | 'eye'
  | 'ban'
  | 'history'
  | 'rotate-ccw'
  | 'priority-low'
  | 'priority-medium'
  | 'priority-high'
  | 'priority-urgent';

/**
 * An icon that is hidden from screen readers. The text next to the icon or an `aria-label` must have the same
 * meaning.
 */
export function Icon({ name, isLarge = false }: { name: IconName; isLarge?: boolean }) {
  return (
    <svg class={isLarge ? 'icon icon-lg' : 'icon'} aria-hidden="true">
      <use href={`${ASSETS.icons}#${name}`} />
    </svg>
  );
}
