/** The labels of suggested network types, business types and pipeline stages. Any other value is its own label. */

const NETWORK_LABELS: Record<string, string> = {
  new_client: 'New client',
  existing_client: 'Existing client',
  new_partnership: 'New partnership',
  existing_partnership: 'Existing partnership',
  vendor: 'Vendor',
  investor: 'Investor',
  mentor: 'Mentor',
  other: 'Other',
};

const BUSINESS_LABELS: Record<string, string> = {
  health_tech: 'Health tech',
  derm_clinic: 'Dermatology clinic',
  pharma_biotech: 'Pharma and biotech',
  hospital_health_system: 'Hospital',
  wellness_consumer_health: 'Wellness',
  cro: 'CRO',
  payer: 'Payer',
  salon: 'Salon',
  other: 'Other',
};

/** The stages of the default pipeline of HubSpot. */
const STAGE_LABELS: Record<string, string> = {
  appointmentscheduled: 'Appointment scheduled',
  qualifiedtobuy: 'Qualified to buy',
  presentationscheduled: 'Presentation scheduled',
  decisionmakerboughtin: 'Decision maker bought in',
  contractsent: 'Contract sent',
  closedwon: 'Closed won',
  closedlost: 'Closed lost',
};

export interface TypeLabels {
  /** The suggested values, in the order in which they are shown. */
  values: string[];
  /** Returns the label of a value. A value without a label is returned unchanged. */
  labelOf(value: string): string;
  /** Returns the value of a label. Case and surrounding spaces are ignored. Any other text is returned unchanged. */
  valueOf(label: string): string;
}

export const NETWORK_TYPES = typeLabels(NETWORK_LABELS);
export const BUSINESS_TYPES = typeLabels(BUSINESS_LABELS);
export const PIPELINE_STAGES = typeLabels(STAGE_LABELS);

function typeLabels(labels: Record<string, string>): TypeLabels {
  const valuesByLabel = new Map(Object.entries(labels).map(([value, label]) => [label.toLowerCase(), value]));
  return {
    values: Object.keys(labels),
    labelOf: (value) => (Object.hasOwn(labels, value) ? (labels[value] ?? value) : value),
    valueOf: (label) => valuesByLabel.get(label.trim().toLowerCase()) ?? label,
  };
}
