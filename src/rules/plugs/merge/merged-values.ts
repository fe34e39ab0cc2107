/**
 * The plugs of a merge, the choice of values, and the values that cannot be merged. A merge unites up to 20 plugs, the
 * losers, with one plug, the winner. Pure.
 */
import type { PlugFields, PlugType } from '../plug.ts';

/** A plug that takes part in a merge. */
export interface PlugToMerge extends PlugFields {
  id: string;
  plugType: PlugType;
  /** The country for numbers without a country code. */
  phoneCountry: string | null;
  createdAtMs: number;
  updatedAtMs: number;
  convertedAtMs: number | null;
}

/** For some fields, the id of the plug whose value is used. */
export type MergeChoice = Partial<Record<keyof PlugFields, string>>;

/**
 * A value of a loser with which the winner would exceed a limit, or a value of custom data that cannot be listed because
 * the winner uses the key `merged` in another form. The value stays in the row of the loser.
 */
export interface KeptInRecord {
  plugId: string;
  /** The name of the field in the API. A key of custom data is named `custom_data.<key>`. */
  field: string;
  value: unknown;
}
