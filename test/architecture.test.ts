/**
 * Checks that the project keeps the architecture rules. Two rules also apply to the files of `test/`. Also checks each
 * rule with small projects that break the rule and with a project that breaks no rule.
 */
import { describe, expect, it } from 'vitest';
import { INVALID_PROJECTS } from './architecture/invalid-projects.ts';
import { readFiles } from './architecture/project.ts';
import { type Project, RULES, type RuleName } from './architecture/rules.ts';
import { parseFiles } from './architecture/source.ts';
import { VALID_PROJECT } from './architecture/valid-project.ts';

const RULE_NAMES = Object.keys(RULES) as RuleName[];

describe('the project', () => {
  const project = projectOf(new Map([...readFiles('src'), ...readFiles('test')]));

  it('the project has more than 20 source files', () => {
    expect(project.sources.length).toBeGreaterThan(20);
  });

  it.each(RULE_NAMES)('%s', (rule) => {
    expect(RULES[rule](project)).toEqual([]);
  });
});

describe('the rules', () => {
  for (const { rule, files, violations } of INVALID_PROJECTS) {
    it(`a rule reports ${violations.join(' and ')}`, () => {
      expect(RULES[rule](projectOf(new Map(Object.entries(files))))).toEqual(violations);
    });
  }

  it.each(RULE_NAMES)('the rule reports nothing in a valid project: %s', (rule) => {
    expect(RULES[rule](projectOf(new Map(Object.entries(VALID_PROJECT))))).toEqual([]);
  });

  it('each rule is broken by at least one invalid project', () => {
    expect(new Set(INVALID_PROJECTS.map(({ rule }) => rule))).toEqual(new Set(RULE_NAMES));
  });
});

function projectOf(files: Project['files']): Project {
  return { files, sources: parseFiles(files) };
}
