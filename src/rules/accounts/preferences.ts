/** The preferences of an account. Pure. */

export interface Preferences {
  theme?: 'light' | 'dark' | 'system' | undefined;
  notifications?: boolean | undefined;
  /** A BCP 47 tag. */
  language?: string | undefined;
  /** Whether single keys are shortcuts on the pages (WCAG 2.2, success criterion 2.1.4). */
  singleKeys?: boolean | undefined;
}

/** The preferences that the media contract returns. A preference that was never set has its default value. */
export function completePreferences(preferences: Preferences | null) {
  const { theme = 'system', notifications = true, language = 'en' } = preferences ?? {};
  return { theme, notifications, language };
}

/** Whether single keys are shortcuts on the pages. The default is true. */
export function hasSingleKeys(preferences: Preferences | null): boolean {
  return preferences?.singleKeys ?? true;
}
