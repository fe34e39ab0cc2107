/** The interface of a hash scheme of another system. Types only. */

export interface HashScheme {
  /** The start of every hash of this scheme. */
  prefix: string;
  /** Describes the accepted hashes of the scheme, for the error message of a rejected hash. */
  accepted: string;
  /** Whether the string is valid and within the maximum parameters. Hashes nothing. */
  accepts(hash: string): boolean;
  /** False for a wrong password. Also false, without hashing, for a string that is not accepted. Never throws. */
  verify(hash: string, password: string): boolean;
}
