/** Durations that several files share, in milliseconds. */

export const DAY_MS = 24 * 3600_000;

/** How long a sign-in counts as a recent proof of identity. */
export const RECENT_PROOF_MS = 10 * 60_000;

/** How long a link in an e-mail works. */
export const LINK_LIFE_MS = 7 * DAY_MS;
