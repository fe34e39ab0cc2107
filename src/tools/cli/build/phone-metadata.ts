/**
 * The metadata of libphonenumber-js without the formats of numbers. The formats are half of the metadata, and the worker
 * formats no number. test/node/plugs/duplicates/phone-metadata.test.ts compares the results with the complete metadata.
 */
import { join } from 'node:path';
import complete from 'libphonenumber-js/min/metadata';
import { ROOT } from '../tools.ts';

/** The index of the formats in the array of a country, in version 4 of the metadata. */
const FORMATS = 4;
const VERSION = 4;

/** The path of the module with the metadata. */
export const PHONE_METADATA_MODULE = join(ROOT, 'src/rules/plugs/duplicates/phone-metadata.ts');

const MODULE_HEADER = `/** The metadata of phone numbers without their formats. Written by src/tools/cli/build-assets.ts. */
import type { MetadataJson } from 'libphonenumber-js/core';

`;

/**
 * The text of src/rules/plugs/duplicates/phone-metadata.ts.
 * @throws Error if the metadata has another version, because its arrays must then be checked manually
 */
export function phoneMetadataModule(): string {
  const { version, ...metadata } = structuredClone(complete) as unknown as {
    version: number;
    countries: Record<string, unknown[]>;
    nonGeographic: Record<string, unknown[]>;
  };
  if (version !== VERSION) throw new Error(`The metadata of libphonenumber-js has the version ${version}.`);
  for (const country of [...Object.values(metadata.countries), ...Object.values(metadata.nonGeographic)]) {
    country[FORMATS] = 0;
  }
  const json = JSON.stringify({ version, ...metadata });
  return `${MODULE_HEADER}export const PHONE_METADATA = JSON.parse(\n  String.raw\`${json}\`,\n) as MetadataJson;\n`;
}
