/** The rules by the sentence that each one holds, so that the suite runs all of them and skips none. */

import { cycleOffenders } from './cycles.ts';
import { docstringOffenders } from './docstrings.ts';
import { barrelOffenders, defaultExportOffenders } from './exports.ts';
import { domainOffenders, layerOffenders, packageLayerOffenders } from './layers.ts';
import { nameOffenders } from './names.ts';
import { type Manifest, specifierOffenders } from './packages.ts';
import { purityOffenders } from './purity.ts';
import { fileSizeOffenders, functionSizeOffenders } from './sizes.ts';
import { type Files, type Source, syntaxOffenders } from './source.ts';
import { anyOffenders, enumOffenders, headerOffenders, reminderOffenders } from './wording.ts';

export interface Project {
  files: Files;
  sources: Source[];
  manifest: Manifest;
}

export const RULES = {
  'every source file parses': ({ sources }) => syntaxOffenders(sources),
  'every import points down or stays in its layer': ({ sources }) => layerOffenders(sources),
  'domains of core import only the domains listed for them': ({ sources }) => domainOffenders(sources),
  'only http and contracts import Hono, only the store imports drizzle': ({ sources }) =>
    packageLayerOffenders(sources),
  'rules take the moment and the randomness as input': ({ sources }) => purityOffenders(sources),
  'no files import each other in a circle': ({ sources }) => cycleOffenders(sources),
  'no file is over 200 lines': ({ files }) => fileSizeOffenders(files),
  'no function is over 60 lines': ({ sources }) => functionSizeOffenders(sources),
  'no file passes on what another exports': ({ sources }) => barrelOffenders(sources),
  'only the door has a default export': ({ sources }) => defaultExportOffenders(sources),
  'nothing is of type any': ({ sources }) => anyOffenders(sources),
  'nothing is an enum': ({ sources }) => enumOffenders(sources),
  'no comment puts work off': ({ sources }) => reminderOffenders(sources),
  'files are named in kebab-case, for things': ({ files }) => nameOffenders(files),
  'every verb has a docstring': ({ sources }) => docstringOffenders(sources),
  'every source file begins with its header': ({ sources }) => headerOffenders(sources),
  'imports name a file with its extension or a declared dependency': ({ sources, manifest }) =>
    specifierOffenders(sources, manifest),
} satisfies Record<string, (project: Project) => string[]>;

export type RuleName = keyof typeof RULES;
