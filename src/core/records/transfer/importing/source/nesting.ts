const quote = 34;
const backslash = 92;

/** Where in JSON text a scan is, whatever chunk the text goes on in. */
export class Nesting {
  depth = 0;
  #isInText = false;
  #isEscaped = false;

  /** Reads one byte. */
  step(code: number): void {
    if (this.#isInText) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (code === backslash) this.#isEscaped = true;
      else if (code === quote) this.#isInText = false;
      return;
    }
    switch (code) {
      case quote:
        this.#isInText = true;
        break;
      case 91: // [
      case 123: // {
        this.depth++;
        break;
      case 93: // ]
      case 125: // }
        this.depth--;
        break;
    }
  }
}

/** Whether JSON text is nested deeper than so many levels. Short texts cannot be. */
export function isTooDeep(text: Uint8Array, levels: number): boolean {
  if (text.byteLength <= levels) return false;
  const nesting = new Nesting();
  for (const code of text) {
    nesting.step(code);
    if (nesting.depth > levels) return true;
  }
  return false;
}
