import type { Extension } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** A stretch of a text with something wrong about it, in characters from its beginning. */
export interface TextMark {
  /** The whole text that it was found in. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** Underlines a stretch for as long as its text is the one in the editor. */
export function marking({ text, from, to, message }: TextMark): Extension {
  const mark = Decoration.set(
    Decoration.mark({
      class: "cm-lintRange cm-lintRange-error",
      attributes: { title: message },
    }).range(from, to),
  );
  return EditorView.decorations.compute(["doc"], ({ doc }) =>
    doc.toString() === text ? mark : Decoration.none,
  );
}
