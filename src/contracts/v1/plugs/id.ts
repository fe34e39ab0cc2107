/** A plug's id in a path. What is no UUID is no plug: not found, as every other unknown id. */
import { z } from '@hono/zod-openapi';

export const plugIdParam = z.object({
  id: z
    .string()
    .toLowerCase()
    .openapi({ format: 'uuid', description: 'The plug', example: '0199f1a2-7c1e-7000-8000-000000000001' }),
});
