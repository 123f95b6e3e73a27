import type { Piece } from "./read-tokens.ts";

/** What can be written behind the pieces of a filter. */
export type FilterSlot =
  | { readonly expects: "operator" | "join" | "comma" }
  | {
      readonly expects: "operand";
      /** The path on the other side of the operator, if there is one already. */
      readonly comparedWith: string | undefined;
      /** The call that it is an argument of, and which. */
      readonly call:
        { readonly name: string; readonly index: number } | undefined;
    };

interface Frame {
  /** The function's name; none for a group. */
  readonly name: string | undefined;
  readonly isRight: boolean;
  index: number;
}

/** Reads the pieces before a position as far as they make sense, to know what comes next. */
export function slotBehind(pieces: readonly Piece[]): FilterSlot {
  const frames: Frame[] = [];
  let isRight = false;
  let isFilled = false;
  let comparedWith: string | undefined;

  for (const piece of pieces) {
    const call = frames.at(-1);
    switch (roleOf(piece)) {
      case "group":
        frames.push({ name: undefined, isRight: false, index: 0 });
        isRight = false;
        isFilled = false;
        break;
      case "call":
        frames.push({ name: piece.text.slice(0, -1), isRight, index: 0 });
        isFilled = false;
        break;
      case "close":
        frames.pop();
        isRight = call?.name === undefined ? true : call.isRight;
        isFilled = true;
        comparedWith = undefined;
        break;
      case "comma":
        if (call !== undefined) call.index++;
        isFilled = false;
        break;
      case "operator":
        isRight = true;
        isFilled = false;
        break;
      case "join":
        isRight = false;
        isFilled = false;
        comparedWith = undefined;
        break;
      case "operand":
        isFilled = true;
        if (call?.name === undefined && !isRight) {
          comparedWith = piece.type === "path" ? piece.text : undefined;
        }
        break;
      case "nothing":
        break;
    }
  }

  const frame = frames.at(-1);
  if (frame?.name !== undefined) {
    const { name, index } = frame;
    return isFilled
      ? { expects: "comma" }
      : { expects: "operand", comparedWith: undefined, call: { name, index } };
  }
  if (isFilled) return { expects: isRight ? "join" : "operator" };
  return {
    expects: "operand",
    comparedWith: isRight ? comparedWith : undefined,
    call: undefined,
  };
}

type Role =
  | "group"
  | "call"
  | "close"
  | "comma"
  | "operator"
  | "join"
  | "operand"
  | "nothing";

function roleOf({ type, text }: Piece): Role {
  switch (type) {
    case "open":
      return "group";
    case "path":
    case "text":
    case "number":
      return "operand";
    case "comment":
      return "nothing";
    case "wrong":
      if (/^[=?!<>~]/.test(text)) return "operator";
      return /^[&|]/.test(text) ? "join" : "operand";
    case "call":
    case "close":
    case "comma":
    case "operator":
    case "join":
      return type;
    default:
      return "nothing";
  }
}
