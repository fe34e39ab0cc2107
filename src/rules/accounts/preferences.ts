/** The preferences of an account. Pure. */

export interface Preferences {
  theme?: 'light' | 'dark' | 'system' | undefined;
  notifications?: boolean | undefined;
  /** A BCP 47 tag. */
  language?: string | undefined;
}

/** All preferences. A preference that was never set has its default value. */
export function completePreferences(preferences: Preferences | null) {
  const { theme = 'system', notifications = true, language = 'en' } = preferences ?? {};
  return { theme, notifications, language };
}
