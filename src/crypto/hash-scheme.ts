/** The interface of a hash scheme of another system. Types only. */

export interface HashScheme {
  /** The start of every hash of this scheme. */
  prefix: string;
  /** Which hashes of the scheme are accepted, for the error message when one is not. */
  accepted: string;
  /** Whether the string is valid and within the maximum parameters. Hashes nothing. */
  accepts(hash: string): boolean;
  /** False for a wrong password and, without hashing, for a string that is not accepted. Never throws. */
  verify(hash: string, password: string): boolean;
}
