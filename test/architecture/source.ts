/** What the rules are asked about: a tree of files held in memory, and its TypeScript parsed. No rule reads a disk. */
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
  /** Empty for a file that parses. */
  errors: string[];
}

/** Every .ts and .tsx file, declarations apart, and the scripts that browsers get as they stand. */
export function parseFiles(files: Files): Source[] {
  return [...files]
    .filter(([path]) => /\.(tsx?|js)$/.test(path) && !path.endsWith('.d.ts'))
    .map(([path, text]) => parseFile(path, text));
}

export function syntaxOffenders(sources: Source[]): string[] {
  return sources.flatMap(({ path, errors }) => errors.map((error) => `${path} does not parse: ${error}`));
}

/** `path:line`, as editors and terminals link it. */
export function placeOf({ path, text }: Source, offset: number): string {
  return `${path}:${lineAt(text, offset)}`;
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function parseFile(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text);
  const imports = collectImports(path, program);
  return { path, text, program, comments, imports, errors: errors.map(({ message }) => message) };
}
