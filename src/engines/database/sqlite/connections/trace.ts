/** Told of every statement that has run, or failed: its text, without the values, and the milliseconds that it took. */
export type Trace = (text: string, milliseconds: number) => void;
