/** Exact error bodies of the media contract. */

interface FieldProblem {
  field: string;
  message: string;
}

/** An error body of the contract. */
export function mediaError(code: string, message: string, details?: FieldProblem[]) {
  return { success: false, error: { code, message, ...(details && { details }) } };
}

/** The error body for fields that break a rule of the contract. */
export function invalidInput(...details: FieldProblem[]) {
  return mediaError('VALIDATION_ERROR', 'Invalid input data', details);
}

export const MISSING_TOKEN = mediaError('MISSING_TOKEN', 'Authentication token required');
export const INVALID_TOKEN = mediaError('INVALID_TOKEN', 'Invalid authentication token');
export const TOKEN_EXPIRED = mediaError('TOKEN_EXPIRED', 'Authentication token expired');
export const USER_NOT_FOUND = mediaError('USER_NOT_FOUND', 'User not found');
export const NOT_FOUND = mediaError('NOT_FOUND', 'Not found');
export const BAD_REFRESH = mediaError('INVALID_REFRESH_TOKEN', 'Invalid or expired refresh token');
