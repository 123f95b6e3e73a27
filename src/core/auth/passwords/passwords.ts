import { hashingTurns } from "./hashing-turns.ts";

/** bcrypt reads no more than this (its key schedule takes 18 words), so longer passwords would all be alike. */
export const maxPasswordBytes = 72;

const defaultCost = 10;

/**
 * Hashes a password of at most 72 bytes with bcrypt, off the main thread.
 *
 * @throws {TooMany} too many passwords are waiting to be hashed
 */
export function hashPassword(plain: string, cost: number): Promise<string> {
  return hashingTurns.run(() =>
    Bun.password.hash(plain, { algorithm: "bcrypt", cost: realCost(cost) }),
  );
}

/**
 * Whether the plain text is the password of this bcrypt hash.
 * Whatever is wrong with either, it takes as long as a comparison with a hash of this cost, so that time tells nothing.
 *
 * @param cost what new hashes cost; 0 is the default. A hash from before the cost was raised is made up for
 * @throws {TooMany} too many passwords are waiting to be compared
 */
export function verifyPassword(
  plain: string,
  hash: string,
  cost: number,
): Promise<boolean> {
  const hashCost = costOf(hash);
  const isPossible =
    hashCost !== undefined &&
    plain !== "" &&
    Buffer.byteLength(plain) <= maxPasswordBytes;
  return hashingTurns.run(async () => {
    if (!isPossible) {
      await pretend(realCost(cost));
      return false;
    }
    const isSame = await compare(plain, hash, hashCost);
    // Each step of the cost doubles the work: a comparison of 8, one of 8 and one of 9 take what one of 10 does.
    for (let step = hashCost; step < realCost(cost); step++) {
      await pretend(step);
    }
    return isSame;
  });
}

/**
 * Takes as long as comparing with a hash of this cost does: for identities that don't exist.
 *
 * @throws {TooMany} too many passwords are waiting to be compared
 */
export function pretendToVerify(cost: number): Promise<void> {
  return hashingTurns.run(() => pretend(realCost(cost)));
}

function realCost(cost: number): number {
  return cost === 0 ? defaultCost : cost;
}

/** The cost that a bcrypt hash was made with; undefined if it is none. */
function costOf(hash: string): number | undefined {
  const cost = Number(/^\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(hash)?.[1]);
  return cost >= 4 && cost <= 31 ? cost : undefined;
}

/** Nobody knows its password: it was forgotten once it was hashed. */
const decoy = "enLWj675/Z09UGOUSOmkGu0wtgxIWCpyekbISxsR9MminPjoG1nw2";

async function pretend(cost: number): Promise<void> {
  const hash = `$2b$${String(cost).padStart(2, "0")}$${decoy}`;
  await Bun.password.verify("another", hash, "bcrypt");
}

async function compare(
  plain: string,
  hash: string,
  cost: number,
): Promise<boolean> {
  try {
    return await Bun.password.verify(plain, hash, "bcrypt");
  } catch (error) {
    // Some characters cannot stand at the end of a salt or a hash: such a hash is nobody's password.
    if (!isInvalidEncoding(error)) throw error;
    await pretend(cost);
    return false;
  }
}

function isInvalidEncoding(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "PASSWORD_INVALID_ENCODING"
  );
}
