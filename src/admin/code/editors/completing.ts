import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionSource,
} from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";

/** A completion behind which the next list may open. */
export interface OpenCompletion extends Completion {
  readonly goesOn?: boolean;
}

/**
 * A list of what could be written next. Tab takes what is selected in it; without a list it leaves the editor, as anywhere.
 *
 * @param sources instead of those of the language
 */
export function completing(sources?: readonly CompletionSource[]): Extension {
  return [
    autocompletion({
      icons: false,
      activateOnCompletion: (completion: OpenCompletion) =>
        completion.goesOn === true,
      ...(sources !== undefined && { override: [...sources] }),
    }),
    Prec.highest(keymap.of([{ key: "Tab", run: acceptCompletion }])),
  ];
}
