/**
 * Whether the text is an email address: the same addresses pass as in PocketBase, so that a user who could sign up there can
 * here. In short: a dotted or quoted local part, at least one dot in the domain, a top-level domain that starts and ends with
 * a letter, letters of all scripts everywhere, no limit of length. Each expression matches in one way only: linear time.
 */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  return at > 0 && isLocalPart(text.slice(0, at)) && isHost(text.slice(at + 1));
}

const beyondAscii = "\\u00a0-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\uffef";
const atom = `[a-zA-Z\\d!#$%&'*+\\-/=?^_\`{|}~${beyondAscii}]+`;
const dotted = new RegExp(`^${atom}(?:\\.${atom})*$`);
// anything but quotes, backslashes, line ends and NUL
const quoted = new RegExp(
  `^"[\\x01-\\x09\\x0b\\x0c\\x0e-\\x21\\x23-\\x5b\\x5d-\\x7f${beyondAscii}]*"$`,
);
const letter = `[a-zA-Z${beyondAscii}]`;
const alphanumeric = `[a-zA-Z\\d${beyondAscii}]`;
const labels = new RegExp(
  `^${alphanumeric}(?:[a-zA-Z\\d._~${beyondAscii}-]*${alphanumeric})?$`,
);
const topLevel = new RegExp(
  `^${letter}(?:[a-zA-Z\\d_~${beyondAscii}-]*${letter})?$`,
);

function isLocalPart(text: string): boolean {
  return dotted.test(text) || quoted.test(text);
}

function isHost(text: string): boolean {
  const host = text.endsWith(".") ? text.slice(0, -1) : text;
  const dot = host.lastIndexOf(".");
  return (
    dot > 0 &&
    labels.test(host.slice(0, dot)) &&
    topLevel.test(host.slice(dot + 1))
  );
}
