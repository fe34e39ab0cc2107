/** The routes that return a contact as a vCard file, and as an SVG image of a QR code. */
import { exportCard, exportCardQr } from '../../../../../core/plugs/exchange/export/export-card.ts';
import { VCARD_MEDIA_TYPE } from '../../../../../core/plugs/exchange/export/export-plugs.ts';
import { newRouter } from '../../../../../http/router.ts';
import { requirePageSession } from '../../../session.ts';
import { contactIdOf } from '../contact/read-contact.ts';

export const cardPages = newRouter();

/** The file is a vCard 3.0, because more address books can read version 3.0 than version 4.0. */
cardPages.get('/web/contacts/:id/vcard', requirePageSession, async (c) => {
  const { fileName, card } = await exportCard(c.var.ctx, { id: contactIdOf(c), version: '3.0' });
  return c.body(card, 200, {
    'Content-Type': VCARD_MEDIA_TYPE,
    'Content-Disposition': `attachment; filename="${fileName}"`,
  });
});

cardPages.get('/web/contacts/:id/qr.svg', requirePageSession, async (c) =>
  c.body(await exportCardQr(c.var.ctx, { id: contactIdOf(c) }), 200, {
    'Content-Type': 'image/svg+xml; charset=utf-8',
  }),
);
