/** A piece of code, and its classes in the style sheet. */
export interface ClassedSpan {
  readonly from: number;
  readonly to: number;
  readonly className: string;
}

/** Highlights code of one language. Spans are in order and do not overlap. */
export type Highlight = (code: string) => readonly ClassedSpan[];
