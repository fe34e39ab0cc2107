/** Plugs as the document shows them. */
import type { z } from '@hono/zod-openapi';
import type { createPlugBody, plugPageSchema, plugSchema, statisticsSchema } from './schemas.ts';

const TARGET: z.input<typeof plugSchema> = {
  id: '0199f1a2-7c1e-7000-8000-000000000001',
  user_id: '0199f1a2-0000-7000-8000-0000000000aa',
  plug_type: 'target',
  first_name: 'Alice',
  last_name: 'Goldsmith',
  full_name: 'Alice Goldsmith',
  display_name: 'Alice Goldsmith',
  email: null,
  company: 'Acme',
  job_title: null,
  primary_number: null,
  secondary_number: null,
  linkedin_url: null,
  profile_picture: null,
  notes: 'Met at the fair',
  network_type: null,
  business_type: 'health_tech',
  connect_reason: null,
  tags: ['fair', 'berlin'],
  priority: 'high',
  hubspot_pipeline_stage: null,
  custom_data: { source: 'fair' },
  is_contact: false,
  is_target: true,
  is_complete_contact: false,
  created_at: '2026-11-21T09:30:00.000Z',
  updated_at: '2026-11-21T09:30:00.000Z',
  deleted_at: null,
};

const CONTACT: z.input<typeof plugSchema> = {
  ...TARGET,
  plug_type: 'contact',
  email: 'alice@acme.example',
  job_title: 'CTO',
  network_type: 'new_client',
  is_contact: true,
  is_target: false,
  is_complete_contact: true,
  updated_at: '2026-11-22T08:00:00.000Z',
};

const SENT: z.input<typeof createPlugBody> = {
  first_name: 'Alice',
  last_name: 'Goldsmith',
  company: 'Acme',
  notes: 'Met at the fair',
  business_type: 'health_tech',
  tags: ['fair', 'berlin'],
  priority: 'high',
  custom_data: { source: 'fair' },
};

const PAGE: z.input<typeof plugPageSchema> = {
  items: [TARGET],
  total: 120,
  page: 1,
  per_page: 1,
  pages: 120,
  has_next: true,
  has_prev: false,
};

const STATISTICS: z.input<typeof statisticsSchema> = {
  total_plugs: 120,
  total_targets: 90,
  total_contacts: 30,
  by_priority: { low: 10, medium: 80, high: 25, urgent: 5 },
  by_business_type: { health_tech: 40 },
  by_network_type: { new_client: 30 },
  by_tag: { fair: 12, berlin: 7 },
  recent_conversions: 4,
};

export const PLUG_EXAMPLES = {
  target: TARGET,
  contact: CONTACT,
  sent: SENT,
  changes: { notes: 'Calls back in May', custom_data: { source: null } },
  details: { email: 'alice@acme.example', job_title: 'CTO' },
  page: { ...PAGE, next_cursor: 'b3BhcXVl' },
  hits: PAGE,
  statistics: STATISTICS,
};
