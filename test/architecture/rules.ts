/**
 * The architecture rules. The name of a rule is a sentence that states what the rule enforces. A rule returns the
 * violations in a project.
 */
import { headerViolations, postponedWorkViolations } from './comments.ts';
import { docstringViolations } from './docstrings.ts';
import { folderSizeViolations, nameViolations } from './folders.ts';
import { importFormViolations } from './import-forms.ts';
import { domainViolations, layerViolations, packageLayerViolations } from './layers.ts';
import { plugWriteViolations } from './plug-writes.ts';
import { purityViolations } from './purity.ts';
import { reExportViolations } from './re-exports.ts';
import { type Files, type Source, syntaxViolations } from './source.ts';

export interface Project {
  /** The files of `src/` and `test/`. */
  files: Files;
  /** The parsed modules of `src/`. */
  sources: Source[];
}

export const RULES = {
  'every source file parses': ({ sources }) => syntaxViolations(sources),
  'every import is from a lower layer or from the same layer': ({ sources }) => layerViolations(sources),
  'domains of core import only the domains listed for them': ({ sources }) => domainViolations(sources),
  'each layer imports only packages that it may use': ({ sources }) => packageLayerViolations(sources),
  'every import has a form that can be checked': ({ sources }) => importFormViolations(sources),
  'no module exports what another module declares': ({ sources }) => reExportViolations(sources),
  'functions of src/rules get the time and random values as parameters': ({ sources }) =>
    purityViolations(sources),
  'no folder contains too many files': ({ files }) => folderSizeViolations(files),
  'files and folders have kebab-case names that state their subject': ({ files }) => nameViolations(files),
  'every source file begins with a header': ({ sources }) => headerViolations(sources),
  'exported functions of core, http, store, objects, rules and crypto have a docstring': ({ sources }) =>
    docstringViolations(sources),
  'only one module of the worker writes to the table of plugs': ({ files }) => plugWriteViolations(files),
  'no comment postpones work': ({ sources }) => postponedWorkViolations(sources),
} satisfies Record<string, (project: Project) => string[]>;

export type RuleName = keyof typeof RULES;
