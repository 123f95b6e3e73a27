import { useEffect } from "react";
import { Button } from "../../../components/button.tsx";
import { ColorField } from "../../../components/fields/color-field.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { applyAccent, readableAccents } from "../../../shell/accent.ts";
import { useSettings } from "../../../server/settings.ts";
import { fill } from "../../../text/index.ts";
import { settingsText } from "../../../text/settings.ts";
import { AccentSwatches } from "./accent-swatches.tsx";

const texts = settingsText.application;

/** The colour of this admin, which is drawn in it while it is being chosen. */
export function AccentField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const stored = useSettings().data?.meta.accentColor ?? "";
  useEffect(() => {
    applyAccent(value);
    return () => applyAccent(stored);
  }, [value, stored]);

  return (
    <Stack gap="small">
      <ColorField
        name="meta.accentColor"
        label={texts.accentColor}
        hint={hintFor(value)}
        value={value}
        colorWhenEmpty="var(--accent)"
        onChange={onChange}
      />
      <AccentSwatches value={value} onChange={onChange} />
      {value !== "" && (
        <div>
          <Button kind="secondary" size="small" onClick={() => onChange("")}>
            {texts.accentNone}
          </Button>
        </div>
      )}
    </Stack>
  );
}

function hintFor(color: string): string {
  const tones = readableAccents(color);
  const wanted = color.toLowerCase();
  const moves = [
    tones !== undefined && tones.light !== wanted && texts.darker,
    tones !== undefined && tones.dark !== wanted && texts.lighter,
  ].filter((move) => move !== false);
  if (moves.length === 0) return texts.accentHint;
  const [one, other] = moves;
  const how = other === undefined ? one : fill(texts.and, { one, other });
  return `${texts.accentHint} ${fill(texts.accentMoved, { how })}`;
}
