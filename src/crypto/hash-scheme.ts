/** The interface of a scheme for password hashes that another system created. Types only. */

export interface HashScheme {
  /** The start of every hash of this scheme. */
  prefix: string;
  /** Describes the hashes of the scheme that can be imported, for the error message of a rejected hash. */
  importableHashes: string;
  /** Whether the string is a valid hash whose parameters are within the maximum. Computes no hash. */
  isImportable(hash: string): boolean;
  /**
   * Whether the password matches the hash. Returns false, without computing a hash, for a hash that cannot be imported
   * and for a password that the scheme does not support. Never throws.
   */
  verify(hash: string, password: string): boolean;
}
