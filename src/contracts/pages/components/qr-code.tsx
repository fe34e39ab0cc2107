/** A QR code as SVG. It is created here, so that no other service receives its content. */
import { encode } from 'uqr';
import { QUIET_ZONE, qrPathData } from '../../../rules/qr-path.ts';

export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: QUIET_ZONE });
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
