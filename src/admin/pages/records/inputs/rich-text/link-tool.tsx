import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Link } from "lucide-react";
import { type FormEvent, type RefObject, useState } from "react";
import { Button, IconButton } from "../../../../components/button.tsx";
import { Checkbox } from "../../../../components/fields/checkbox.tsx";
import { Popover } from "../../../../components/overlays/popover.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { TextField } from "../../../../components/fields/text-field.tsx";
import { linkAddress } from "./link-address.ts";
import { richText as texts } from "../../../../text/rich-text.ts";

/** Makes what is selected a link, or changes the one that the cursor is in. */
export function LinkTool({
  editor,
  button,
}: {
  readonly editor: Editor;
  readonly button: RefObject<HTMLButtonElement | null>;
}) {
  const isLink = useEditorState({
    editor,
    selector: ({ editor: now }) => now.isActive("link"),
  });
  return (
    <Popover
      title={texts.link}
      align="start"
      trigger={
        <Base.Button
          ref={button}
          render={
            <IconButton
              icon={Link}
              size="small"
              label={texts.link}
              pressed={isLink}
            />
          }
        />
      }
    >
      {(close) => <LinkForm editor={editor} isLink={isLink} onDone={close} />}
    </Popover>
  );
}

function LinkForm({
  editor,
  isLink,
  onDone,
}: {
  readonly editor: Editor;
  readonly isLink: boolean;
  readonly onDone: () => void;
}) {
  const [{ href, target }] = useState(() => editor.getAttributes("link"));
  const [address, setAddress] = useState(String(href ?? ""));
  const [opensTab, setOpensTab] = useState(target === "_blank");

  function set(event: FormEvent): void {
    event.preventDefault();
    // What surrounds it in the page is not to hear of it.
    event.stopPropagation();
    onDone();
    const link = {
      href: linkAddress(address),
      target: opensTab ? "_blank" : null,
      rel: opensTab ? "noopener" : null,
    };
    const chain = editor.chain().focus().extendMarkRange("link");
    if (link.href === "") chain.unsetLink().run();
    else if (editor.state.selection.empty && !isLink) {
      const marks = [{ type: "link", attrs: link }];
      chain.insertContent({ type: "text", text: link.href, marks }).run();
    } else chain.setMark("link", link).run();
  }

  return (
    <form onSubmit={set}>
      <Stack gap="small">
        <TextField
          label={texts.linkAddress}
          type="text"
          placeholder="https://"
          value={address}
          onChange={setAddress}
          autoFocus
        />
        <Checkbox
          label={texts.linkNewTab}
          checked={opensTab}
          onChange={setOpensTab}
        />
        <Stack direction="row" gap="small">
          <Button type="submit" size="small">
            {texts.linkSet}
          </Button>
          {isLink && (
            <Button
              kind="secondary"
              size="small"
              onClick={() => {
                onDone();
                editor
                  .chain()
                  .focus()
                  .extendMarkRange("link")
                  .unsetLink()
                  .run();
              }}
            >
              {texts.linkRemove}
            </Button>
          )}
        </Stack>
      </Stack>
    </form>
  );
}
