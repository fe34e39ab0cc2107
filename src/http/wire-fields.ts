/** Fields that contracts share: what is the same on every wire. */
import { z } from '@hono/zod-openapi';

/** A moment as answers show it: ISO 8601 in UTC. */
export const time = z.iso.datetime();

/** The header of a read that may be answered with 304. */
export const conditionalHeaders = z.object({
  'If-None-Match': z.string().optional().openapi({ description: 'Revisions that are known already' }),
});

interface WholeNumber {
  min: number;
  max: number;
  /** What it is when left out. */
  fallback: number;
  description: string;
}

/** A whole number in a query string. */
export function whole(name: string, { min, max, fallback, description }: WholeNumber) {
  const message = `${name} must be a whole number from ${min} to ${max}`;
  return z
    .string(message)
    .regex(/^\d{1,10}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .openapi({ type: 'integer', minimum: min, maximum: max, default: fallback, description })
    .default(fallback);
}
