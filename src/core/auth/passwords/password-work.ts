import { hashPassword, verifyPassword } from "./passwords.ts";

/** What takes a good part of a second of each password: done when it is asked for, or ahead of a transaction. */
export interface PasswordWork {
  /** As `hashPassword`. */
  hash(plain: string, cost: number): Promise<string>;
  /** As `verifyPassword`. */
  verify(plain: string, hash: string, cost: number): Promise<boolean>;
}

/** Does it when it is asked for. */
export const passwordWork: PasswordWork = {
  hash: hashPassword,
  verify: verifyPassword,
};

/**
 * Does it ahead of a transaction, and hands it out within, where every writer would wait for it. Keep it no longer than the
 * request: it knows the passwords.
 */
export class PasswordsAhead implements PasswordWork {
  /** By password and cost, for one use each: two records with the same password must not share a hash. */
  readonly #unused = new Map<string, string[]>();
  readonly #madeFrom = new Map<string, string>();
  readonly #plain = new Set<string>();
  readonly #compared = new Map<string, boolean>();

  /** @throws {TooMany} too many passwords are waiting to be hashed */
  async prepareHash(plain: string, cost: number): Promise<void> {
    const hash = await hashPassword(plain, cost);
    const key = keyOf(plain, cost);
    const unused = this.#unused.get(key);
    if (unused === undefined) this.#unused.set(key, [hash]);
    else unused.push(hash);
    this.#madeFrom.set(hash, plain);
    this.#plain.add(plain);
  }

  /** @throws {TooMany} too many passwords are waiting to be compared */
  async prepareAnswer(
    plain: string,
    hash: string,
    cost: number,
  ): Promise<boolean> {
    const key = keyOf(plain, hash);
    const known = this.#compared.get(key);
    if (known !== undefined) return known;
    const isSame = await verifyPassword(plain, hash, cost);
    this.#compared.set(key, isSame);
    return isSame;
  }

  /** Whether this password was hashed here. */
  hasHashed(plain: string): boolean {
    return this.#plain.has(plain);
  }

  /** A hash that was not prepared is made now: only when someone changed the request in between. */
  async hash(plain: string, cost: number): Promise<string> {
    return (
      this.#unused.get(keyOf(plain, cost))?.shift() ?? hashPassword(plain, cost)
    );
  }

  /** False for a hash that was neither made nor compared here: the record's password was changed in between. */
  async verify(plain: string, hash: string): Promise<boolean> {
    const madeFrom = this.#madeFrom.get(hash);
    return madeFrom === undefined
      ? this.#compared.get(keyOf(plain, hash)) === true
      : madeFrom === plain;
  }
}

function keyOf(plain: string, other: string | number): string {
  return `${other} ${plain}`;
}
