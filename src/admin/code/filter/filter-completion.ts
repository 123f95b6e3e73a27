/** Something that could be written next. */
export interface FilterCompletion {
  /** What the list shows, and what is compared with what is typed. */
  readonly label: string;
  readonly kind:
    | "field"
    | "relation"
    | "back"
    | "request"
    | "collection"
    | "macro"
    | "function"
    | "value"
    | "constant"
    | "operator"
    | "modifier";
  /** What it is, beside the label. */
  readonly detail?: string;
  /** More about it, once it is selected. */
  readonly info?: string;
  /** What is written, where that is not the label. */
  readonly insert?: string;
  /** Whether what is written goes on, so that the next list may open at once. */
  readonly goesOn?: boolean;
  /** Below 0: comes after others that fit as well. */
  readonly rank?: number;
}

/** What could stand in a place of the text, in the order in which to show it. */
export interface FilterCompletions {
  readonly from: number;
  readonly to: number;
  readonly options: readonly FilterCompletion[];
}
