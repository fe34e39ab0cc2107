/** The rules, each with a sentence that states what it enforces. The test suite runs every rule. */
import { headerOffenders, postponedWorkOffenders } from './comments.ts';
import { docstringOffenders } from './docstrings.ts';
import { folderSizeOffenders, nameOffenders } from './folders.ts';
import { importFormOffenders } from './import-forms.ts';
import { domainOffenders, layerOffenders, packageLayerOffenders } from './layers.ts';
import { plugWriteOffenders } from './plug-writes.ts';
import { purityOffenders } from './purity.ts';
import { reExportOffenders } from './re-exports.ts';
import { type Files, type Source, syntaxOffenders } from './source.ts';

export interface Project {
  /** The files of `src/` and `test/`. */
  files: Files;
  /** The modules of `src/`. */
  sources: Source[];
}

export const RULES = {
  'every source file parses': ({ sources }) => syntaxOffenders(sources),
  'every import is from a lower layer or from the same layer': ({ sources }) => layerOffenders(sources),
  'domains of core import only the domains listed for them': ({ sources }) => domainOffenders(sources),
  'only http and contracts import Hono, only the store imports drizzle': ({ sources }) =>
    packageLayerOffenders(sources),
  'every import has a form that can be checked': ({ sources }) => importFormOffenders(sources),
  'no module exports what another module declares': ({ sources }) => reExportOffenders(sources),
  'rules get the time and random values as parameters': ({ sources }) => purityOffenders(sources),
  'no folder contains too many files': ({ files }) => folderSizeOffenders(files),
  'files and folders have kebab-case names that state their subject': ({ files }) => nameOffenders(files),
  'every source file begins with a header': ({ sources }) => headerOffenders(sources),
  'exported functions of the inner layers have a docstring': ({ sources }) => docstringOffenders(sources),
  'only one module writes to the table of plugs': ({ files }) => plugWriteOffenders(files),
  'no comment postpones work': ({ sources }) => postponedWorkOffenders(sources),
} satisfies Record<string, (project: Project) => string[]>;

export type RuleName = keyof typeof RULES;
