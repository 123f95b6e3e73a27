import styles from "../token.module.css";

/** What a piece of code is; each has a colour. */
export type TokenKind =
  | "name"
  | "text"
  | "number"
  | "keyword"
  | "comment"
  | "function"
  | "modifier"
  | "operator"
  | "strong"
  | "link";

/** A piece of code that is drawn in another colour than the rest. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly kind: TokenKind;
}

export function tokenClass(kind: TokenKind): string {
  return styles[kind] ?? "";
}
