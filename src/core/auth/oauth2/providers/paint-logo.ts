/**
 * An icon of Simple Icons (https://simpleicons.org, in the public domain under CC0 1.0) in its brand's colour.
 * @param colour as in CSS, with the number sign
 */
export function paintLogo(icon: string, colour: string): string {
  return icon.replace("<svg ", `<svg fill="${colour}" `);
}

/** For brands without a free icon: their first letter, white in a disc. */
export function letterLogo(letter: string, colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="12" fill="${colour}"/><text x="12" y="17" font-family="sans-serif" font-size="14" font-weight="bold" text-anchor="middle" fill="#fff">${letter}</text></svg>`;
}
