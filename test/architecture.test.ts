/** Holds the drawing of the rooms and the style to what `src/` really is; and each rule to a project that breaks it. */
import { describe, expect, it } from 'vitest';
import { BROKEN } from './architecture/broken-projects.ts';
import type { Manifest } from './architecture/packages.ts';
import { readFiles, readManifest } from './architecture/project.ts';
import { type Project, RULES, type RuleName } from './architecture/rules.ts';
import { SOUND } from './architecture/sound-project.ts';
import { parseFiles } from './architecture/source.ts';

const RULE_NAMES = Object.keys(RULES) as RuleName[];
const MANIFEST: Manifest = {
  dependencies: { hono: '1', '@hono/zod-validator': '1', 'drizzle-orm': '1' },
  devDependencies: { dev: '1' },
};

describe('the source tree', () => {
  const { manifest, files, sources } = projectOf(readFiles('src'), readManifest());

  it('is found', () => {
    expect(sources.length).toBeGreaterThan(20);
  });

  it.each(RULE_NAMES)('holds that %s', (rule) => {
    expect(RULES[rule]({ manifest, files, sources })).toEqual([]);
  });
});

describe('the rules', () => {
  for (const { rule, files, offences } of BROKEN) {
    it(`tell ${offences.join(' and ')}`, () => {
      expect(RULES[rule](projectOf(new Map(Object.entries(files)), MANIFEST))).toEqual(offences);
    });
  }

  it.each(RULE_NAMES)('find nothing in a sound project against: %s', (rule) => {
    expect(RULES[rule](projectOf(new Map(Object.entries(SOUND)), MANIFEST))).toEqual([]);
  });

  it('are each broken by at least one fixture', () => {
    expect(new Set(BROKEN.map(({ rule }) => rule))).toEqual(new Set(RULE_NAMES));
  });
});

function projectOf(files: Project['files'], manifest: Manifest): Project {
  return { files, sources: parseFiles(files), manifest };
}
