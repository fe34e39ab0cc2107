/** The card of a contact as a file, and as a QR code that the camera of a phone reads. */
import { fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Card } from '../../../components/cards.tsx';
import { Icon } from '../../../components/icon.tsx';
import { qrPath, vCardPath } from '../paths.ts';

const SHARE_ID = 'share-card';
/** The width of `.qr` in pixels. The browser reserves the space of the picture before the picture is loaded. */
const QR_SIZE = 144;

export function ShareCard({ plug }: { plug: PlugRow }) {
  return (
    <div id={SHARE_ID}>
      <Card
        id="share"
        title="Share"
        action={
          <a class="text-button" href={vCardPath(plug.id)}>
            <Icon name="download" />
            vCard
          </a>
        }
      >
        <div class="card-body with-qr">
          <a href={qrPath(plug)}>
            <img
              class="qr"
              src={qrPath(plug)}
              width={QR_SIZE}
              height={QR_SIZE}
              loading="lazy"
              alt={`QR code with the contact card of ${fullName(plug)}, in full size`}
            />
          </a>
          <p class="small">
            Scan the code to save the contact on a phone, or open the code in full size. It contains notes,
            tags and your own fields too.
          </p>
        </div>
      </Card>
    </div>
  );
}

/** The card for htmx, which is sent in addition to the replaced part. */
export function SharePart({ plug }: { plug: PlugRow }) {
  return (
    <hx-partial hx-target={`#${SHARE_ID}`} hx-swap="outerHTML">
      <ShareCard plug={plug} />
    </hx-partial>
  );
}
