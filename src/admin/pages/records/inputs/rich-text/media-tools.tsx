import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { FolderOpen, ImagePlus } from "lucide-react";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { Button, IconButton } from "../../../../components/button.tsx";
import { Popover } from "../../../../components/overlays/popover.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { TextField } from "../../../../components/fields/text-field.tsx";
import { mediaContent } from "./media.ts";
import { richText as texts } from "../../../../text/rich-text.ts";
import { fileKind } from "../../present/file-kind.ts";

const MediaPicker = lazy(async () => ({
  default: (await import("./media-picker.tsx")).MediaPicker,
}));

/** Puts pictures and files into the text: those of records, or from an address. */
export function MediaTools({ editor }: { readonly editor: Editor }) {
  const [isPicking, setPicking] = useState(false);
  const isImage = useEditorState({
    editor,
    selector: ({ editor: now }) => now.isActive("image"),
  });
  const imageText = isImage ? texts.changeImage : texts.image;

  function insertFile(url: string, name: string): void {
    setPicking(false);
    const chain = editor.chain().focus();
    const kind = fileKind(name);
    if (kind === "image") {
      chain.setImage({ src: url, alt: "" }).run();
      return;
    }
    if (kind === "video" || kind === "audio") {
      chain.insertContent(mediaContent(kind, url)).run();
      return;
    }
    const marks = [{ type: "link", attrs: { href: url } }];
    chain.insertContent({ type: "text", text: name, marks }).run();
  }

  return (
    <>
      <Base.Button
        render={
          <IconButton
            icon={FolderOpen}
            size="small"
            label={texts.media}
            onClick={() => setPicking(true)}
          />
        }
      />
      <Popover
        title={imageText}
        align="start"
        trigger={
          <Base.Button
            render={
              <IconButton
                icon={ImagePlus}
                size="small"
                label={imageText}
                pressed={isImage}
              />
            }
          />
        }
      >
        {(close) => <ImageForm editor={editor} onDone={close} />}
      </Popover>
      {isPicking && (
        <Suspense>
          <MediaPicker onClose={() => setPicking(false)} onPick={insertFile} />
        </Suspense>
      )}
    </>
  );
}

function ImageForm({
  editor,
  onDone,
}: {
  readonly editor: Editor;
  readonly onDone: () => void;
}) {
  const [{ src: first, alt: firstAlt }] = useState(() =>
    editor.getAttributes("image"),
  );
  const [src, setSrc] = useState(String(first ?? ""));
  const [alt, setAlt] = useState(String(firstAlt ?? ""));

  function insert(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    onDone();
    const image = { src: src.trim(), alt };
    if (image.src === "") return;
    const chain = editor.chain().focus();
    if (first === undefined) chain.setImage(image).run();
    else chain.updateAttributes("image", image).run();
  }

  return (
    <form onSubmit={insert}>
      <Stack gap="small">
        <TextField
          label={texts.imageAddress}
          placeholder="https://"
          value={src}
          onChange={setSrc}
          autoFocus
        />
        <TextField label={texts.imageAlt} prose value={alt} onChange={setAlt} />
        <Stack direction="row">
          <Button type="submit" size="small">
            {first === undefined ? texts.insert : texts.changeImageAction}
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
