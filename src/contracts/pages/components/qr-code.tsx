/** A QR code as SVG. The worker draws the code itself, so that no other service receives the text. */
import { encode } from 'uqr';
import { QUIET_ZONE_MODULES, qrPathData } from '../../../rules/qr-path.ts';

/** `label` describes the code to screen readers. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: QUIET_ZONE_MODULES });
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={qrPathData(data)} fill="currentColor" />
    </svg>
  );
}
