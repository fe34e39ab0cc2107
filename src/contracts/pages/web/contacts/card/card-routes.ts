/** The card of a contact as a file, and as a picture of a QR code. */
import { exportCard, exportCardQr } from '../../../../../core/plugs/exchange/export/export-card.ts';
import { VCARD_MEDIA_TYPE } from '../../../../../core/plugs/exchange/export/export-plugs.ts';
import { newRouter } from '../../../../../http/router.ts';
import { requirePageSession } from '../../../session.ts';
import { idOf } from '../contact/read-contact.ts';

export const cardPages = newRouter();

/** Version 3.0, because the address books of more phones and computers read it. */
cardPages.get('/web/contacts/:id/vcard', requirePageSession, async (c) => {
  const { fileName, card } = await exportCard(c.var.ctx, { id: idOf(c), version: '3.0' });
  return c.body(card, 200, {
    'Content-Type': VCARD_MEDIA_TYPE,
    'Content-Disposition': `attachment; filename="${fileName}"`,
  });
});

cardPages.get('/web/contacts/:id/qr.svg', requirePageSession, async (c) =>
  c.body(await exportCardQr(c.var.ctx, { id: idOf(c) }), 200, {
    'Content-Type': 'image/svg+xml; charset=utf-8',
  }),
);
