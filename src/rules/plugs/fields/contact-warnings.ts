/** The warnings about the values of one contact. Pure. */

/** The reason why a value was not stored in its field. */
export interface ContactWarning {
  field: string;
  message: string;
}

/** The maximum number of warnings about one contact. A file of 5 MiB can have millions of invalid values. */
export const MAX_WARNINGS = 50;

/** Adds a warning. The first warning beyond the maximum becomes a remark, and the others are omitted. */
export function addWarning(warnings: ContactWarning[], warning: ContactWarning): void {
  if (warnings.length < MAX_WARNINGS) warnings.push(warning);
  else if (warnings.length === MAX_WARNINGS)
    warnings.push({
      field: warning.field,
      message: 'Further values of this entry have warnings, which are not listed',
    });
}
