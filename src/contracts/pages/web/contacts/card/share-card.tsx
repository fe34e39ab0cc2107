/** The card "Share" on the page of a contact: a link to the vCard file, and the QR code. */
import { fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Card } from '../../../components/cards.tsx';
import { Icon } from '../../../components/icon.tsx';
import { qrPath, vCardPath } from '../paths.ts';

const SHARE_ID = 'share-card';
/** The width and height of `.qr`. The browser uses this size to reserve the space before the image is loaded. */
const QR_SIZE_PX = 144;

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
              width={QR_SIZE_PX}
              height={QR_SIZE_PX}
              loading="lazy"
              alt={`QR code with the contact card of ${fullName(plug)}, in full size`}
            />
          </a>
          <p class="small">
            Scan the code to save the contact on a phone, or open the code in full size. The code also
            contains notes, tags and your own fields, if they fit.
          </p>
        </div>
      </Card>
    </div>
  );
}

/** The card as an additional part of a response to htmx. htmx replaces the card on the page. */
export function SharePart({ plug }: { plug: PlugRow }) {
  return (
    <hx-partial hx-target={`#${SHARE_ID}`} hx-swap="outerHTML">
      <ShareCard plug={plug} />
    </hx-partial>
  );
}
