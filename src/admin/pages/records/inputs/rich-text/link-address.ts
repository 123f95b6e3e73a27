/**
 * The address of a link as it was meant: what begins with a host has its scheme, and what is a mail address leads to a mail. Paths
 * and all else stay as they are.
 */
export function linkAddress(typed: string): string {
  const text = typed.trim();
  if (isMailAddress(text)) return `mailto:${text}`;
  const [, ending] =
    /^(?:[a-z0-9-]+\.)+([a-z]{2,})(?=[:/?#]|$)/i.exec(text) ?? [];
  const isHost = ending !== undefined && !endingsOfFiles.test(ending);
  return isHost ? `https://${text}` : text;
}

/** Whether a word is the address of a mailbox, without a scheme. */
export function isMailAddress(word: string): boolean {
  return /^[^\s@/:?#]+@[^\s@/:?#]+\.[^\s@/:?#]+$/.test(word);
}

/** What looks like the end of a host's name, but is of a file beside the page. */
const endingsOfFiles =
  /^(?:html?|php|aspx?|pdf|txt|md|png|jpe?g|gif|svg|webp|zip|json|xml|csv)$/i;
