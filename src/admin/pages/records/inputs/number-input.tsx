import { NumberField } from "../../../components/fields/number-field.tsx";
import { fill } from "../../../text/index.ts";
import { recordEditorText } from "../../../text/record-editor.ts";
import { frameOf, type InputProps } from "./input-props.ts";

const { input: texts } = recordEditorText;

/** A number. */
export function NumberInput(props: InputProps) {
  const { field, value, onChange } = props;
  const { hint, ...frame } = frameOf(props);
  const min = boundOf(field["min"]);
  const max = boundOf(field["max"]);
  const limits = [
    field["onlyInt"] === true && texts.onlyInt,
    frame.required && texts.nonzero,
    limitText(min, max),
    !frame.required && !isWithin(0, min, max) && texts.zeroIsNone,
    hint,
  ].filter((text) => typeof text === "string");
  return (
    <NumberField
      {...frame}
      hint={limits.join(" · ")}
      value={typeof value === "number" ? value : null}
      onChange={onChange}
      isZeroNone={!frame.required}
      {...(min !== undefined && { min })}
      {...(max !== undefined && { max })}
    />
  );
}

function limitText(
  min: number | undefined,
  max: number | undefined,
): string | undefined {
  if (min !== undefined && max !== undefined) {
    return fill(texts.between, { min, max });
  }
  if (min !== undefined) return fill(texts.atLeast, { min });
  return max === undefined ? undefined : fill(texts.atMost, { max });
}

function isWithin(
  value: number,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
): boolean {
  return min <= value && value <= max;
}

function boundOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
