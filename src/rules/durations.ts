/** Durations that are used in several files, in milliseconds. */

export const DAY_MS = 24 * 3600_000;

/** The time for which a sign-in counts as a recent proof of identity. */
export const RECENT_PROOF_MS = 10 * 60_000;

/** The time for which a sign-in gives access to the pages of administrators. */
export const ADMINISTRATION_PROOF_MS = 12 * 3600_000;

/** The lifetime of the link in an invitation, and of the link that reverts an e-mail change. */
export const LINK_LIFE_MS = 7 * DAY_MS;
