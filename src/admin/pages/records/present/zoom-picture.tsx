import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../../components/button.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { fill } from "../../../text/index.ts";
import { recordEditorText } from "../../../text/record-editor.ts";
import styles from "./zoom-picture.module.css";

const { preview: texts } = recordEditorText;

const steps = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 8] as const;

/** A picture, as large as there is room, or in a size of its own: then it scrolls. */
export function ZoomPicture({
  url,
  name,
  onFail,
}: {
  readonly url: string;
  readonly name: string;
  readonly onFail: () => void;
}) {
  const [natural, setNatural] = useState<{ width: number; height: number }>();
  // Undefined: as large as there is room.
  const [scale, setScale] = useState<number>();
  const [fitted, setFitted] = useState(1);
  const current = scale ?? fitted;
  const larger = steps.find((step) => step > current + 0.01);
  const smaller = steps.findLast((step) => step < current - 0.01);

  return (
    <Stack gap="small">
      {/* It scrolls, so it must be reached with the keyboard. */}
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={texts.window}
        className={styles["window"]}
      >
        <img
          src={url}
          alt={name}
          className={scale === undefined ? styles["fitted"] : styles["sized"]}
          style={
            scale === undefined || natural === undefined
              ? undefined
              : { width: natural.width * scale }
          }
          onError={onFail}
          onLoad={({ currentTarget }) => {
            const { naturalWidth, naturalHeight, clientWidth } = currentTarget;
            setNatural({ width: naturalWidth, height: naturalHeight });
            if (naturalWidth > 0) setFitted(clientWidth / naturalWidth);
          }}
        />
      </div>
      <Stack direction="row" gap="tiny" justify="center">
        <IconButton
          icon={ZoomOut}
          label={texts.smaller}
          disabled={smaller === undefined}
          onClick={() => setScale(smaller)}
        />
        <span className={styles["facts"]}>
          {natural !== undefined &&
            fill(texts.picture, {
              ...natural,
              percent: Math.round(current * 100),
            })}
        </span>
        <IconButton
          icon={ZoomIn}
          label={texts.larger}
          disabled={larger === undefined}
          onClick={() => setScale(larger)}
        />
        <IconButton
          icon={Maximize}
          label={texts.fit}
          pressed={scale === undefined}
          onClick={() => setScale(undefined)}
        />
      </Stack>
    </Stack>
  );
}
