/**
 * What style elements made by scripts must carry, or the page's content security policy refuses them (CSP Level 3, section
 * "The nonce attribute"). Another one with each load of the page.
 */
export const cspNonce: string =
  document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ??
  "";
