/** The PINs of the simulated Plex. A client without a token shows a PIN, and the user confirms it at Plex. */

export interface Pin {
  id: number;
  code: string;
  /** The token of the user who has confirmed the PIN. */
  authToken: string | null;
}

export const PIN_EXPIRES_AT = '2031-01-01T00:00:00Z';
const FIRST_ID = 1_730_000_000;

export class PinList {
  #pins = new Map<number, Pin>();

  create(): Pin {
    const position = this.#pins.size;
    const pin = { id: FIRST_ID + position, code: `code${position}strong`, authToken: null };
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
    const found = [...this.#pins.values()].find((pin) => pin.code === code);
    if (!found) throw new Error(`no PIN has the code ${code}`);
    return found;
  }

  expire(code: string): void {
    this.#pins.delete(this.withCode(code).id);
  }
}

/** A PIN as the Plex API describes it. */
export function shownPin(pin: Pin): object {
  const qr = `https://plex.tv/api/v2/pins/qr/${pin.code}`;
  return { ...pin, product: 'Plugs', trusted: false, qr, expiresIn: 1800, expiresAt: PIN_EXPIRES_AT };
}
