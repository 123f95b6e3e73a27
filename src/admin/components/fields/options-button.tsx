import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import { fieldText as texts } from "../../text/fields.ts";
import { fill } from "../../text/index.ts";
import { ControlButton } from "./control-button.tsx";

/** The button in a field that opens its options: for the `render` of what opens them. */
export function OptionsButton({
  field,
  ...rest
}: Omit<ComponentProps<typeof ControlButton>, "icon" | "label"> & {
  /** What the field is called. */
  readonly field: string;
}) {
  return (
    <ControlButton
      {...rest}
      icon={ChevronsUpDown}
      label={fill(texts.open, { field })}
    />
  );
}
