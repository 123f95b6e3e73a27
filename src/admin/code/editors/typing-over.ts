import { EditorView } from "@codemirror/view";

/**
 * What is typed over a selection, put in by the editor itself. A browser would keep the look of what it replaces in a style
 * attribute, which the page's content security policy refuses with an error in the console.
 */
export const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    const { data: text, inputType, isComposing } = event;
    if (inputType !== "insertText" || text === null || isComposing || empty) {
      return false;
    }
    event.preventDefault();
    const insert = () =>
      view.state.update(view.state.replaceSelection(text), {
        userEvent: "input.type",
      });
    // Quotes and brackets go around what is selected.
    const isHandled = view.state
      .facet(EditorView.inputHandler)
      .some((handle) => handle(view, from, to, text, insert));
    if (!isHandled) view.dispatch(insert());
    return true;
  },
});
