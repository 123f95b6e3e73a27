/** bcrypt reads no more than this (RFC-less; its key schedule takes 18 words), so longer passwords would all be alike. */
export const maxPasswordBytes = 72;

const defaultCost = 10;

/** Hashes a password of at most 72 bytes with bcrypt, off the main thread. */
export function hashPassword(plain: string, cost: number): Promise<string> {
  return Bun.password.hash(plain, {
    algorithm: "bcrypt",
    cost: cost === 0 ? defaultCost : cost,
  });
}

/**
 * Whether the plain text is the password of this bcrypt hash.
 * Anything that can be no password still costs what a real comparison does, so that time tells nothing.
 */
export async function verifyPassword(
  plain: string,
  hash: string,
  cost: number,
): Promise<boolean> {
  const possible =
    hash.startsWith("$2") &&
    plain !== "" &&
    Buffer.byteLength(plain) <= maxPasswordBytes;
  if (possible) return Bun.password.verify(plain, hash, "bcrypt");
  await pretendToVerify(cost);
  return false;
}

const decoys = new Map<number, Promise<string>>();

/** Costs what verifying a password of this bcrypt cost does: for identities that don't exist. */
export async function pretendToVerify(cost: number): Promise<void> {
  const real = cost === 0 ? defaultCost : cost;
  let decoy = decoys.get(real);
  if (decoy === undefined) {
    decoy = hashPassword("decoy", real);
    decoys.set(real, decoy);
  }
  await Bun.password.verify("another", await decoy, "bcrypt");
}
