/** The interface of the writers of exported files. */
import type { PlugRow } from '../../../../store/plugs/plugs.ts';

/** Writes a file plug by plug, so that memory does not grow with the number of plugs. */
export interface FileWriter {
  /** The text before the first plug. */
  head: string;
  /** The text between two plugs. */
  separator: string;
  /** The text after the last plug. */
  tail: string;
  /** Returns the text of one plug, without the separator. */
  plugText(plug: PlugRow): string;
}
