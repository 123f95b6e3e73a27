import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Baseline, Highlighter } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, IconButton } from "../../../../../components/button.tsx";
import { classes } from "../../../../../components/classes.ts";
import { ColorField } from "../../../../../components/fields/color-field.tsx";
import { Stack } from "../../../../../components/layout/stack.tsx";
import { tooltipAttribute } from "../../../../../components/overlays/listen-for-tooltips.ts";
import { Popover } from "../../../../../components/overlays/popover.tsx";
import { richText as texts } from "../../../../../text/rich-text.ts";
import { colorAt, type ColoredPart, colorText } from "./color-text.ts";
import styles from "./color-tool.module.css";
import { readColor } from "./css-color.ts";
import { palettes } from "./palettes.ts";

const icons = { color: Baseline, "background-color": Highlighter } as const;

/** Colours what is selected, or what is behind it. */
export function ColorTool({
  editor,
  part,
}: {
  readonly editor: Editor;
  readonly part: ColoredPart;
}) {
  const color = useEditorState({
    editor,
    selector: ({ editor: now }) => colorAt(now.state, part),
  });
  const label = part === "color" ? texts.textColor : texts.backgroundColor;
  return (
    <Popover
      title={label}
      align="start"
      trigger={
        <Base.Button
          render={
            <IconButton
              icon={icons[part]}
              size="small"
              label={label}
              pressed={color !== undefined}
            />
          }
        />
      }
    >
      {(close) => (
        <Colors
          label={label}
          part={part}
          color={readColor(color ?? "")?.hex ?? ""}
          onChoose={(chosen) => {
            close();
            colorText(editor, part, chosen);
          }}
        />
      )}
    </Popover>
  );
}

function Colors({
  label,
  part,
  color,
  onChoose,
}: {
  readonly label: string;
  readonly part: ColoredPart;
  /** `#rrggbb`, or "" for none. */
  readonly color: string;
  readonly onChoose: (color: string | undefined) => void;
}) {
  const [other, setOther] = useState(color);

  function chooseOther(event: FormEvent): void {
    event.preventDefault();
    // What surrounds it in the page is not to hear of it.
    event.stopPropagation();
    onChoose(other || undefined);
  }

  return (
    <form onSubmit={chooseOther}>
      <Stack gap="small">
        <Base.Root className={styles["swatches"]} aria-label={label}>
          {palettes[part].map(({ hex, name }) => (
            <Base.Button
              key={hex}
              type="button"
              {...{ [tooltipAttribute]: name }}
              className={classes(
                styles["swatch"],
                hex === color && styles["chosen"],
              )}
              style={{ background: hex }}
              aria-label={name}
              aria-pressed={hex === color}
              onClick={() => onChoose(hex)}
            />
          ))}
        </Base.Root>
        <ColorField
          label={texts.otherColor}
          value={other}
          onChange={setOther}
        />
        <Stack direction="row" gap="small">
          <Button type="submit" size="small">
            {texts.setColor}
          </Button>
          <Button
            kind="secondary"
            size="small"
            onClick={() => onChoose(undefined)}
          >
            {texts.noColor}
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
