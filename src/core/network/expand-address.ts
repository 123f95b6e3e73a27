import { isIP } from "node:net";

/**
 * An IP address as upstream writes it: IPv6 with all its digits, so that equal addresses are equal texts; a zone (`%eth0`)
 * stays. Nothing is done about spaces, ports and brackets: with them it is no address.
 *
 * @returns undefined for what is no address
 */
export function expandAddress(text: string): string | undefined {
  const percent = text.indexOf("%");
  const plain = percent === -1 ? text : text.slice(0, percent);
  const version = isIP(plain);
  if (version === 4) return percent === -1 ? text : undefined;
  if (version === 0 || percent === text.length - 1) return undefined;
  const zone = percent === -1 ? "" : text.slice(percent);
  return expandGroups(plain) + zone;
}

/** @param address IPv6, without a zone */
function expandGroups(address: string): string {
  const [head = "", tail] = address.split("::");
  const before = groupsOf(head);
  const after = groupsOf(tail ?? "");
  const missing = 8 - before.length - after.length;
  return [...before, ...Array<string>(missing).fill("0"), ...after]
    .map((group) => group.toLowerCase().padStart(4, "0"))
    .join(":");
}

function groupsOf(part: string): string[] {
  if (part === "") return [];
  return part
    .split(":")
    .flatMap((group) => (group.includes(".") ? fromIPv4(group) : [group]));
}

/** The last two groups may be written as IPv4 (RFC 4291, section 2.2). */
function fromIPv4(address: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)];
}
