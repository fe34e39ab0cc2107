/** Writes plugs as a JSON file of this service: `{"plugs": […]}` with one plug per line. */
import { exportedValues } from './exported-values.ts';
import type { FileWriter } from './file-writer.ts';

export const jsonWriter: FileWriter = {
  head: '{"plugs":[\n',
  separator: ',\n',
  tail: '\n]}\n',
  plugText: (plug) => JSON.stringify(exportedValues(plug)),
};
