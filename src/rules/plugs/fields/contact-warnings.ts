/** The warnings about the values of one contact. Pure. */

/** The reason why a value was not stored in its field, or was cut off. */
export interface ContactWarning {
  /** The name of the field in the API. */
  field: string;
  message: string;
}

/**
 * The maximum number of warnings about one contact, because a file of 5 MiB can have millions of invalid values. The
 * sentence about omitted warnings is not counted.
 */
export const MAX_WARNINGS = 50;

/** Adds a warning. Warnings above the maximum are omitted, and one sentence states that there are more warnings. */
export function addWarning(warnings: ContactWarning[], warning: ContactWarning): void {
  if (warnings.length < MAX_WARNINGS) warnings.push(warning);
  else if (warnings.length === MAX_WARNINGS)
    warnings.push({
      field: warning.field,
      message: 'Further values of this entry have warnings, which are not listed',
    });
}
