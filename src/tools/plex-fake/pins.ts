/** The PINs of the simulated Plex. A client without a token shows a PIN, and the user confirms it at Plex. */

export interface Pin {
  id: number;
  code: string;
  /** The Plex token of the user who has confirmed the PIN. Null if the PIN is not confirmed. */
  authToken: string | null;
}

export const PIN_EXPIRES_AT = '2031-01-01T00:00:00Z';
const FIRST_PIN_ID = 1_730_000_000;

export class PinList {
  #pins = new Map<number, Pin>();
  #createdCount = 0;

  create(): Pin {
    const position = this.#createdCount;
    this.#createdCount += 1;
    const pin = { id: FIRST_PIN_ID + position, code: `code${position}strong`, authToken: null };
    this.#pins.set(pin.id, pin);
    return pin;
  }

  find(id: number): Pin | undefined {
    return this.#pins.get(id);
  }

  has(code: string): boolean {
    return [...this.#pins.values()].some((pin) => pin.code === code);
  }

  /** @throws Error if no PIN has this code */
  withCode(code: string): Pin {
    const pin = [...this.#pins.values()].find((each) => each.code === code);
    if (!pin) throw new Error(`no PIN has the code ${code}`);
    return pin;
  }

  /**
   * Removes the PIN with this code. Plex does not find an expired PIN either.
   * @throws Error if no PIN has this code
   */
  expire(code: string): void {
    this.#pins.delete(this.withCode(code).id);
  }
}

/** The response of the Plex API for a PIN. `expiresIn` is in seconds. */
export function pinResponse(pin: Pin): object {
  const qr = `https://plex.tv/api/v2/pins/qr/${pin.code}`;
  return { ...pin, product: 'Plugs', trusted: false, qr, expiresIn: 1800, expiresAt: PIN_EXPIRES_AT };
}
