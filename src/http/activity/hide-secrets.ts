/**
 * A URL without what opens doors: tokens of files in the query, and all that a provider sends to the OAuth2 redirect.
 * Whoever may read the log could log in with it otherwise.
 */
export function hideSecrets(url: string): string {
  const start = url.indexOf("?");
  if (start === -1) return url;
  if (url.includes("/oauth2-redirect")) return `${url.slice(0, start)}?${mask}`;
  // Most have none.
  if (!/token/i.test(url)) return url;
  return url.replace(/([?&][^=&]*token=)[^&#]*/gi, `$1${mask}`);
}

const mask = "***";
