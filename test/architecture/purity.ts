/**
 * The rule that functions of `src/rules/` are pure: they get the time and random values as parameters, not from
 * globals.
 */
import { type Expression, type Node, Visitor } from 'oxc-parser';
import { positionOf, type Source } from './source.ts';

/** `globalThis` is included, because it gives access to `Date`, `Math`, `crypto` and `performance`. */
const IMPURE = /^(Date\.now|Math\.random|(crypto|performance|globalThis)\.\w+)$/;

/** Uses in `rules/` of the clock, of `Math.random`, and of properties of `crypto`, `performance` or `globalThis`. */
export function purityViolations(sources: Source[]): string[] {
  return sources.filter(({ path }) => path.startsWith('src/rules/')).flatMap(violationsOf);
}

function violationsOf(source: Source): string[] {
  const violations: string[] = [];
  const add = (offset: number, name: string) => violations.push(`${positionOf(source, offset)} uses ${name}`);
  new Visitor({
    MemberExpression: (node) => {
      const name = dottedName(node);
      if (IMPURE.test(name)) add(node.start, name);
    },
    VariableDeclarator: ({ id, init, start }) => {
      if (id.type !== 'ObjectPattern' || !init) return;
      const names = id.properties.map((each) => `${dottedName(init)}.${keyOf(each)}`);
      for (const name of names.filter((each) => IMPURE.test(each))) add(start, name);
    },
    NewExpression: ({ callee, arguments: given, start }) => {
      if (isDate(callee) && given.length === 0) add(start, 'new Date()');
    },
    CallExpression: ({ callee, start }) => {
      if (isDate(callee)) add(start, 'Date()');
    },
  }).visit(source.program);
  return violations;
}

function isDate(callee: Expression): boolean {
  return callee.type === 'Identifier' && callee.name === 'Date';
}

/** Returns `crypto.subtle` for `crypto.subtle` and for `crypto['subtle']`. Empty for other kinds of expressions. */
function dottedName(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return '';
  const { object, property } = node;
  const last = property.type === 'Literal' ? String(property.value) : 'name' in property ? property.name : '';
  return `${dottedName(object)}.${last}`;
}

/** The name of a destructured property. Any other element, such as `...others`, counts as a property named `rest`. */
function keyOf(property: Node): string {
  return property.type === 'Property' && property.key.type === 'Identifier' ? property.key.name : 'rest';
}
