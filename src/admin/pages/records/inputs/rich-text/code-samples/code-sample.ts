import { textblockTypeInputRule } from "@tiptap/core";
import {
  backtickInputRegex,
  CodeBlock,
  tildeInputRegex,
} from "@tiptap/extension-code-block";
import { keptWithLanguage } from "./code-language.ts";
import { languageId } from "./code-languages.ts";

/** Code blocks whose language, where it is typed behind the backticks, is written where PocketBase's editor reads it. */
export const CodeSample = CodeBlock.extend({
  addInputRules() {
    return [backtickInputRegex, tildeInputRegex].map((find) =>
      textblockTypeInputRule({
        find,
        type: this.type,
        getAttributes: ([, written]) =>
          written === undefined
            ? {}
            : { kept: keptWithLanguage(null, languageId(written)) },
      }),
    );
  },
});
