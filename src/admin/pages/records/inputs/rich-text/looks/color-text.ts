import type { Editor } from "@tiptap/core";
import { Mark } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { beginChange } from "../begin-change.ts";
import { hiddenStyle } from "../inline-styles.ts";
import { keptStyle, withKeptStyle } from "./kept-styles.ts";

/** What of a text has a colour: its letters, or what is behind them. */
export type ColoredPart = "color" | "background-color";

/** The colour where the selection begins, as it is written there; undefined where it has none of its own. */
export function colorAt(
  { doc, selection, storedMarks }: EditorState,
  part: ColoredPart,
): string | undefined {
  const { empty, from, to, $from } = selection;
  let marks: readonly Mark[] | undefined;
  if (empty) marks = storedMarks ?? $from.marks();
  else {
    doc.nodesBetween(from, to, (node) => {
      if (node.isText) marks ??= node.marks;
    });
  }
  return marks
    ?.map((mark) => keptStyle(mark, part))
    .findLast((color) => color !== undefined);
}

/**
 * Gives what is selected a colour, or what is typed next; in one step of undoing.
 *
 * @param color as CSS writes it; undefined for none
 */
export function colorText(
  editor: Editor,
  part: ColoredPart,
  color: string | undefined,
): void {
  editor
    .chain()
    .focus()
    .command(({ tr, state }) => {
      beginChange(tr);
      const { empty, ranges, $from } = tr.selection;
      if (empty) {
        const marks = tr.storedMarks ?? state.storedMarks ?? $from.marks();
        tr.setStoredMarks(recolor(marks, part, color, state));
        return true;
      }
      for (const range of ranges) {
        const [from, to] = [range.$from.pos, range.$to.pos];
        state.doc.nodesBetween(from, to, (node, at) => {
          if (!node.isText) return;
          const start = Math.max(from, at);
          const end = Math.min(to, at + node.nodeSize);
          const marks = recolor(node.marks, part, color, state);
          if (Mark.sameSet(marks, node.marks)) return;
          for (const mark of node.marks) {
            if (!mark.isInSet(marks)) tr.removeMark(start, end, mark);
          }
          for (const mark of marks) tr.addMark(start, end, mark);
        });
      }
      return true;
    })
    .run();
}

/** The marks of a text with another colour: in the innermost span if that is there for its looks alone, or in one of its own. */
function recolor(
  marks: readonly Mark[],
  part: ColoredPart,
  color: string | undefined,
  { schema }: EditorState,
): readonly Mark[] {
  const span = schema.marks["span"];
  if (span === undefined) throw new Error("the editor knows no spans");
  const others = marks
    .map((mark) => mark.type.create(withKeptStyle(mark, { [part]: undefined })))
    .filter((mark) => mark.type !== span || mark.attrs["kept"] !== null);
  if (color === undefined) return Mark.setFrom(others);
  const innermost = others.findLast((mark) => mark.type === span);
  const host =
    innermost !== undefined && isForLooks(innermost) ? innermost : undefined;
  const colored = span.create(
    withKeptStyle(host ?? span.create(), { [part]: color }),
  );
  const rest = others.filter((mark) => mark !== host);
  return colored.addToSet(Mark.setFrom(rest));
}

/** Whether a span says nothing but how the text in it looks. */
function isForLooks({ attrs }: Mark): boolean {
  return Object.keys(attrs["kept"] ?? {}).join() === hiddenStyle;
}
