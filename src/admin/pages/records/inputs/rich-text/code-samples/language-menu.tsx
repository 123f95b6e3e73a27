import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { FileCode } from "lucide-react";
import { IconButton } from "../../../../../components/button.tsx";
import { Menu } from "../../../../../components/overlays/menu.tsx";
import { richText as texts } from "../../../../../text/rich-text.ts";
import { languageAt, setCodeLanguage } from "./code-language.ts";
import { codeLanguages } from "./code-languages.ts";

/** Says which language the code block with the cursor is in. */
export function LanguageMenu({ editor }: { readonly editor: Editor }) {
  const now = useEditorState({
    editor,
    selector: ({ editor: { state } }) => languageAt(state),
  });
  const isOffered =
    typeof now !== "string" || codeLanguages.some(({ id }) => id === now);
  const choices = [
    { id: undefined, name: texts.noCodeLanguage },
    ...codeLanguages,
    // What came from elsewhere has its own name alone.
    ...(isOffered ? [] : [{ id: now, name: now }]),
  ];
  return (
    <Menu
      label={texts.codeLanguage}
      align="start"
      trigger={
        <Base.Button
          disabled={now === null}
          render={
            <IconButton
              icon={FileCode}
              size="small"
              label={texts.codeLanguage}
              pressed={typeof now === "string"}
            />
          }
        />
      }
      items={choices.map(({ id, name }) => ({
        label: name,
        checked: now === id,
        closes: true,
        onSelect: () => setCodeLanguage(editor, id),
      }))}
    />
  );
}
