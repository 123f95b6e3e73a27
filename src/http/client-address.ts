/** An IP address as upstream writes it: IPv6 with all its digits, so that equal addresses are equal texts. */
export function writeAddress(address: string): string {
  if (!address.includes(":")) return address;
  // An IPv4 client of an IPv6 socket.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [plain = ""] = address.split("%");
  const [head = "", tail] = plain.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(Math.max(missing, 0)).fill("0"), ...after]
    .map((group) => group.toLowerCase().padStart(4, "0"))
    .join(":");
}
