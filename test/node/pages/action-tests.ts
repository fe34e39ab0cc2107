/** Actions on pages that `browser.test.ts` runs, each in a new browser context. */
import { ACCOUNT_TESTS } from './account-browser-tests.ts';
import { ADMINISTRATION_TESTS } from './administration-states.ts';
import { IMPORT_TESTS } from './import-browser-tests.ts';
import { KEYBOARD_TESTS } from './keyboard-browser-tests.ts';

export const ACTION_TESTS = [...ACCOUNT_TESTS, ...ADMINISTRATION_TESTS, ...IMPORT_TESTS, ...KEYBOARD_TESTS];
