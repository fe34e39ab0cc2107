/** What files and folders are called: kebab-case, named for a thing, and no `index.ts` but the door. */
import type { Files } from './source.ts';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.d)?(\.[a-z0-9]+)?$/;
const UTILS = /(^|-)utils?(-|\.|$)/i;

export function nameOffenders(files: Files): string[] {
  return [...files.keys()].flatMap((path) => {
    const parts = path.split('/');
    const offenders: string[] = [];
    if (!parts.every((part) => KEBAB.test(part))) offenders.push(`${path} is not kebab-case`);
    if (parts.some((part) => UTILS.test(part))) offenders.push(`${path} is named for no thing`);
    if (/\/index\.tsx?$/.test(path) && path !== 'src/index.ts') offenders.push(`${path} is a second index`);
    return offenders;
  });
}
