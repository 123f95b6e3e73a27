/** What an error says, to be put into a sentence: without a full stop. */
export function describeReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\.$/, "");
}
