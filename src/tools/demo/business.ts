/**
 * Demo data about work: business types with companies and job titles, network types, events, tags, notes, connect
 * reasons and pipeline stages.
 */

export interface Business {
  /** A value of the field `business_type`. */
  type: string;
  companies: string[];
  titles: string[];
}

export const BUSINESSES: readonly Business[] = [
  {
    type: 'derm_clinic',
    companies: [
      'Lumen Dermatology',
      'Clearwater Skin Clinic',
      'Nordic Derma Group',
      'Casa da Pele',
      'Hautzentrum West',
    ],
    titles: ['Dermatologist', 'Practice Manager', 'Clinic Director', 'Head Nurse'],
  },
  {
    type: 'health_tech',
    companies: ['Pulsewise', 'CareLoop', 'Medivio Health', 'Signal & Bloom', 'Helix Harbor'],
    titles: ['CTO', 'Head of Product', 'Co-founder', 'VP Engineering', 'Data Scientist'],
  },
  {
    type: 'pharma_biotech',
    companies: ['Corvane Therapeutics', 'Altamira Bio', 'Genovex', 'Ashmore Pharma', 'Kestrel Biologics'],
    titles: ['Medical Director', 'Market Access Lead', 'Principal Scientist', 'Brand Manager'],
  },
  {
    type: 'hospital_health_system',
    companies: [
      "St. Brigid's Hospital",
      'Riverbend Health System',
      'Universitätsklinik Nord',
      'Hospital del Mar Azul',
    ],
    titles: [
      'Chief Medical Officer',
      'Procurement Manager',
      'Head of Outpatient Care',
      'Chief Nursing Officer',
    ],
  },
  {
    type: 'wellness_consumer_health',
    companies: ['Evergreen Wellness', 'Sōma Rituals', 'Daily Root', 'Aurora Sleep Co.'],
    titles: ['Founder', 'Brand Partnerships', 'E-commerce Lead', 'Community Manager'],
  },
  {
    type: 'cro',
    companies: ['Trialpoint Research', 'Baltic Clinical', 'Meridian CRO'],
    titles: ['Clinical Operations Lead', 'Biostatistician', 'Site Manager'],
  },
  {
    type: 'payer',
    companies: ['Harbor Mutual', 'Unison Health Plan', 'Krankenkasse Süd'],
    titles: ['Provider Relations', 'Director of Benefits', 'Actuary'],
  },
  {
    type: 'salon',
    companies: ['Atelier Rosé', 'Studio Ninety-Two', 'Blow & Glow'],
    titles: ['Owner', 'Lead Stylist', 'Salon Manager'],
  },
  {
    type: 'other',
    companies: ['Fernhill Capital', 'Quarto Design', 'Beacon Law LLP', 'Tidewater Logistics'],
    titles: ['Partner', 'Analyst', 'Creative Director', 'Counsel'],
  },
];

/** Values of the field `network_type`. A value that is listed twice is picked twice as often. */
export const NETWORK_TYPES: readonly string[] = [
  'new_client',
  'new_client',
  'existing_client',
  'existing_client',
  'new_partnership',
  'existing_partnership',
  'vendor',
  'investor',
  'mentor',
  'other',
];

export const EVENTS: readonly string[] = [
  'HLTH 2026',
  'Derm Days Berlin',
  'MedTech Forum',
  'Slush',
  'Arab Health',
];

export const TAGS: readonly string[] = [
  'derm',
  'telehealth',
  'follow-up',
  'warm intro',
  'conference',
  'decision maker',
  'pilot',
  'newsletter',
  'Q4',
  'speaks German',
  'investor day',
  'renewal',
];

/** `{event}` is replaced by the name of an event, and `{city}` by the city of the person. */
export const NOTES: readonly string[] = [
  'Met at the {event} coffee queue; wants a demo before the end of the quarter.',
  'Asked for pricing for three sites in {city}. Send the one-pager, then call.',
  'Introduced by Dana. Knows the procurement side well, prefers e-mail to calls.',
  'Runs the {city} office. Budget is decided in January; check back then.',
  'Panel on teledermatology at {event}. Interested in a pilot with 20 patients.',
  'Moved here from {city} last year; happy to open doors at the old place.',
  'Not now: contract with another vendor until spring. Keep warm.',
];

export const CONNECT_REASONS: readonly string[] = [
  'Could pilot the scheduling integration',
  'Buys for the whole group',
  'Knows the regulator',
  'Looking for a distribution partner',
  'Writes the newsletter that everybody reads',
];

/** Values of the field `hubspot_pipeline_stage`. */
export const PIPELINE_STAGES: readonly string[] = [
  'appointmentscheduled',
  'qualifiedtobuy',
  'presentationscheduled',
  'contractsent',
];
