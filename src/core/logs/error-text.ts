/** Causes below this depth are left out: they may go in a circle. */
const deepest = 8;

/** An error with its stack and the errors that caused it, for whoever looks into it. */
export function errorText(error: unknown): string {
  const texts: string[] = [];
  let current = error;
  while (current !== undefined && texts.length < deepest) {
    texts.push(ownText(current));
    current = current instanceof Error ? current.cause : undefined;
  }
  return texts.join("\ncaused by ");
}

function ownText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { stack, message, name } = error;
  if (stack === undefined) return `${name}: ${message}`;
  // Some engines and libraries write a stack without the message.
  return stack.includes(message) ? stack : `${name}: ${message}\n${stack}`;
}
