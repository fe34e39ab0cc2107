/** What every kind of hash from elsewhere can say of itself. Types only. */

export interface HashScheme {
  /** How its strings begin. */
  prefix: string;
  /** What of it is accepted, for the person whose hash is not. */
  accepted: string;
  /** Whether the string is sound and asks for no more than the ceiling; does no work. */
  accepts(hash: string): boolean;
  /** False for a wrong password and, without any work, for a string that is not accepted. Never throws. */
  verify(hash: string, password: string): boolean;
}
