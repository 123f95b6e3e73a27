import { isIP } from "node:net";

// The texts that pass are PocketBase's, so that no stored setting is refused here that it took.

/** Whether the text is an IP address or a name that DNS could know (RFC 1035, with underscores). */
export function isHost(text: string): boolean {
  return isAddress(text) || isDnsName(text);
}

/** Whether the text is an IP address, or a subnet in CIDR notation (RFC 4632, RFC 4291 section 2.3); host bits may be set. */
export function isAddressOrSubnet(text: string): boolean {
  const slash = text.indexOf("/");
  if (slash === -1) {
    const [address = "", zone, ...rest] = text.split("%");
    if (zone === undefined) return isAddress(address);
    return isIP(address) === 6 && zone !== "" && rest.length === 0;
  }
  const address = text.slice(0, slash);
  const length = text.slice(slash + 1);
  return (
    isAddress(address) &&
    /^(?:0|[1-9]\d{0,2})$/.test(length) &&
    Number(length) <= (isIP(address) === 4 ? 32 : 128)
  );
}

/** Without a zone (`%eth0`), which means something on one machine only. */
function isAddress(text: string): boolean {
  return !text.includes("%") && isIP(text) !== 0;
}

const dnsName =
  /^[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62}(?:\.[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62})*[._]?$/;

function isDnsName(text: string): boolean {
  return text.replaceAll(".", "").length <= 255 && dnsName.test(text);
}
