/** Told of what went wrong where nobody waits for an answer. */
export type Report = (message: string, error: unknown) => void;
