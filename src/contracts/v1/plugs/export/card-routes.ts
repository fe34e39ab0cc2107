/** The routes that return one plug as a vCard and as a QR code. */
import { createRoute } from '@hono/zod-openapi';
import { exportCard, exportCardQr } from '../../../../core/plugs/exchange/export/export-card.ts';
import { VCARD_MEDIA_TYPE } from '../../../../core/plugs/exchange/export/export-plugs.ts';
import { requireBearer } from '../../../../http/bearer.ts';
import { BEARER_ERRORS, wrongField } from '../../../../http/openapi/documented-errors.ts';
import { headerReferences } from '../../../../http/openapi/documented-headers.ts';
import { routeGroup } from '../../route-group.ts';
import { plugIdParam } from '../request-schemas.ts';
import { cardFile, cardQuery, qrImage } from './schemas.ts';

const { router, failures } = routeGroup('plugs');
const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };

/** The routes for the card of one plug. */
export const plugCardRoutes = router;

const cardRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/{id}/vcard',
  operationId: 'exportPlugCard',
  summary: 'Export a plug as a vCard',
  description:
    'The card contains all writable fields. A field without a vCard property has a property with the prefix `X-PLUGS-`.',
  request: { params: plugIdParam, query: cardQuery },
  responses: {
    200: { description: 'The card', headers: headerReferences(['Content-Disposition']), content: cardFile },
    ...failures(BEARER_ERRORS, wrongField('version', 'version must be one of 3.0, 4.0'), 'NOT_FOUND'),
  },
});

router.openapi(cardRoute, async (c) => {
  const { id } = c.req.valid('param');
  const { fileName, card } = await exportCard(c.var.ctx, { id, ...c.req.valid('query') });
  return c.body(card, 200, {
    'Content-Type': VCARD_MEDIA_TYPE,
    'Content-Disposition': `attachment; filename="${fileName}"`,
  });
});

const qrRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/{id}/qr.svg',
  operationId: 'exportPlugQr',
  summary: 'Export a plug as a QR code',
  description:
    'An SVG image of a QR code with the vCard 3.0 of the plug, for the camera of a phone. A QR code has at most 1,732 bytes. Until the card fits, properties are left out in this order: custom data, reason to connect, `X-PLUGS-NOTE`, `NOTE`, `PHOTO`, the other `X-PLUGS-` properties, `CATEGORIES`, further addresses and numbers, `UID` and `REV`, `URL`, `BDAY`, `TITLE`, `ORG`. The names, the e-mail address and the primary number always fit.',
  request: { params: plugIdParam },
  responses: {
    200: { description: 'The image', content: qrImage },
    ...failures(BEARER_ERRORS, 'NOT_FOUND'),
  },
});

router.openapi(qrRoute, async (c) => {
  const image = await exportCardQr(c.var.ctx, c.req.valid('param'));
  return c.body(image, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' });
});
