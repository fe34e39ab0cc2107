/** How long a file and a function may be. Data is exempt, and a class's body is no function. */
import { Visitor } from 'oxc-parser';
import { type Files, lineAt, placeOf, type Source } from './source.ts';

export const FILE_LINES = 200;
export const FUNCTION_LINES = 60;

const DATA = /\.(txt|json|wasm)$/;

export function fileSizeOffenders(files: Files): string[] {
  return [...files]
    .filter(([path]) => !DATA.test(path))
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > FILE_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines, over ${FILE_LINES}`);
}

export function functionSizeOffenders(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    functionsOf(source)
      .map(({ start, end }) => ({ start, lines: lineAt(source.text, end) - lineAt(source.text, start) + 1 }))
      .filter(({ lines }) => lines > FUNCTION_LINES)
      .map(
        ({ start, lines }) =>
          `${placeOf(source, start)} begins a function of ${lines} lines, over ${FUNCTION_LINES}`,
      ),
  );
}

function functionsOf({ program }: Source): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const add = (node: { start: number; end: number }) => void found.push(node);
  new Visitor({ FunctionDeclaration: add, FunctionExpression: add, ArrowFunctionExpression: add }).visit(
    program,
  );
  return found;
}
