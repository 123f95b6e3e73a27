import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

/** Shows what is selected while something else has the focus, such as the field for a link's address: browsers do not. */
export const ShownSelection = Extension.create({
  name: "shownSelection",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          decorations: ({ doc, selection: { from, to, empty } }) =>
            empty || editor.isFocused
              ? null
              : DecorationSet.create(doc, [
                  Decoration.inline(from, to, { class: "shown-selection" }),
                ]),
        },
      }),
    ];
  },
});
