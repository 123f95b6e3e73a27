import { CodeXml, Pilcrow } from "lucide-react";
import { useState } from "react";
import { HtmlEditor } from "../../../../code/html-editor.tsx";
import { Button } from "../../../../components/button.tsx";
import { useConfirm } from "../../../../components/overlays/confirm.tsx";
import {
  FieldFrame,
  type FieldProps,
} from "../../../../components/fields/field.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { richText as texts } from "../../../../text/rich-text.ts";
import { FormattedEditor } from "./formatted-editor.tsx";
import { isLossless } from "./is-lossless.ts";

/** Edits HTML as formatted text, or, where that would lose something or one wants to, as HTML. */
export function RichText({
  frame,
  value,
  onChange,
}: {
  readonly frame: FieldProps;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const confirm = useConfirm();
  const [isSource, setSource] = useState(() => !isLossless(value));
  // The editor that one has asked for takes the focus.
  const [isChosen, setChosen] = useState(false);
  // What was written here is known to be what the editor knows; what comes from elsewhere may be anything.
  const [written, setWritten] = useState(value);
  const [judged, setJudged] = useState(value);
  if (value !== judged) {
    setJudged(value);
    if (value !== written && !isSource && !isLossless(value)) {
      setSource(true);
    }
  }

  function change(html: string): void {
    setWritten(html);
    onChange(html);
  }
  async function showFormatted(): Promise<void> {
    const isSure =
      isLossless(value) ||
      (await confirm({
        title: texts.openAnywayTitle,
        text: texts.openAnywayText,
        action: texts.openAnywayAction,
        kind: "danger",
      }));
    if (!isSure) return;
    setWritten(value);
    setChosen(true);
    setSource(false);
  }

  const toggle = (
    <Button
      kind="ghost"
      size="small"
      icon={isSource ? Pilcrow : CodeXml}
      onClick={() => {
        if (isSource) void showFormatted();
        else {
          setChosen(true);
          setSource(true);
        }
      }}
    >
      {isSource ? texts.showVisual : texts.showSource}
    </Button>
  );
  const aside = (
    <Stack direction="row" gap="small">
      {frame.aside}
      {toggle}
    </Stack>
  );

  if (isSource) {
    return (
      <HtmlEditor
        {...frame}
        aside={aside}
        hint={
          <>
            {!isLossless(value) && <div>{texts.lossy}</div>}
            {frame.hint}
          </>
        }
        value={value}
        onChange={change}
        autoFocus={isChosen}
        minHeight="12rem"
      />
    );
  }
  return (
    <FieldFrame {...frame} aside={aside}>
      {({ control, labelId, isWrong, edited }) => (
        <FormattedEditor
          label={frame.label}
          labelId={labelId}
          control={control}
          isWrong={isWrong}
          autoFocus={isChosen}
          value={value}
          onChange={(html) => {
            edited();
            change(html);
          }}
        />
      )}
    </FieldFrame>
  );
}
