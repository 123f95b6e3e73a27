import { collectionsText } from "../../../../../text/collections.ts";
import { fill } from "../../../../../text/index.ts";
import { ZeroNumberField } from "./zero-number-field.tsx";
import { fileSize } from "../../../../../components/texts/file-size.ts";

const texts = collectionsText.options;

/** The most bytes that a value may have. */
export function SizeField({
  name,
  value,
  standard,
  onChange,
}: {
  readonly name: string;
  readonly value: number;
  /** What the server takes by itself. */
  readonly standard: string;
  readonly onChange: (value: number) => void;
}) {
  return (
    <ZeroNumberField
      name={name}
      label={texts.maxSize}
      hint={fill(texts.maxSizeReadable, {
        size: fileSize(value === 0 ? Number(standard) : value),
      })}
      unit={texts.bytes}
      placeholder={standard}
      value={value}
      onChange={onChange}
    />
  );
}
