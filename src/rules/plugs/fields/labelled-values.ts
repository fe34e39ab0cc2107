/** E-mail addresses or numbers for the custom data. Pure. */

interface LabelledValue {
  value: string;
  /** The label in the file, such as `work` or `fax`. */
  type?: string;
}

/** A list without repeated values, in the order in which they are added. */
export class LabelledValues {
  #values = new Map<string, LabelledValue>();

  get list(): LabelledValue[] {
    return [...this.#values.values()];
  }

  /** Adds a value, unless it is empty or already in the list. */
  add(value: string, type: string | undefined): void {
    if (value === '' || this.#values.has(value)) return;
    this.#values.set(value, type === undefined ? { value } : { value, type });
  }
}
