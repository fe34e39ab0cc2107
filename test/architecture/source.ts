/** The input of the rules: a tree of files in memory and its parsed modules. */
import { type Comment, type Program, parseSync } from 'oxc-parser';
import { collectImports, type Import } from './imports.ts';

/** Texts by path from the project's root, such as `src/core/request/context.ts`. */
export type Files = ReadonlyMap<string, string>;

export interface Source {
  path: string;
  text: string;
  program: Program;
  comments: Comment[];
  imports: Import[];
  /** The syntax errors of the file. Empty if the file can be parsed. */
  errors: string[];
}

/**
 * Parses the .ts and .tsx modules of `src/`, and the .js scripts, which browsers load unchanged. Declaration files and
 * all other files are ignored.
 */
export function parseFiles(files: Files): Source[] {
  return [...files]
    .filter(([path]) => /^src\/.*\.(tsx?|js)$/.test(path) && !path.endsWith('.d.ts'))
    .map(([path, text]) => parseFile(path, text));
}

/** The syntax errors of all modules. */
export function syntaxViolations(sources: Source[]): string[] {
  return sources.flatMap(({ path, errors }) => errors.map((error) => `${path} does not parse: ${error}`));
}

/** The position of an offset as `path:line`. Editors and terminals convert this format to a link. */
export function positionOf({ path, text }: Source, offset: number): string {
  return `${path}:${text.slice(0, offset).split('\n').length}`;
}

function parseFile(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text);
  const imports = collectImports(path, program);
  return { path, text, program, comments, imports, errors: errors.map(({ message }) => message) };
}
