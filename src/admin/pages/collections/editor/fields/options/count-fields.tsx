import { useState } from "react";
import { NumberField } from "../../../../../components/fields/number-field.tsx";
import { SelectField } from "../../../../../components/fields/select-field.tsx";
import { collectionsText } from "../../../../../text/collections.ts";
import { isMultiple } from "../../field-model.ts";
import { ZeroNumberField } from "./zero-number-field.tsx";

const texts = collectionsText.options;

/** Whether a field holds one value or several, and how many at most. */
export function CountFields({
  path,
  maxSelect,
  stored,
  several,
  max,
  onChange,
  onMinChange,
  minSelect,
}: {
  readonly path: string;
  readonly maxSelect: number;
  readonly minSelect?: number;
  /** The field as it is stored. */
  readonly stored: object | undefined;
  /** How many it holds at most when it begins to hold several. */
  readonly several: number;
  readonly max?: number;
  readonly onChange: (maxSelect: number) => void;
  readonly onMinChange?: (minSelect: number) => void;
}) {
  const isSeveral = maxSelect > 1;
  const losesValues = !isSeveral && stored !== undefined && isMultiple(stored);
  return (
    <>
      <SelectField
        label={texts.count}
        hint={losesValues && texts.severalToOne}
        value={isSeveral ? "several" : "one"}
        options={[
          { value: "one", label: texts.one },
          { value: "several", label: texts.several },
        ]}
        onChange={(count) => onChange(count === "one" ? 1 : several)}
      />
      {isSeveral && minSelect !== undefined && onMinChange !== undefined && (
        <ZeroNumberField
          name={`${path}.minSelect`}
          label={texts.atLeast}
          placeholder={texts.noBound}
          value={minSelect}
          onChange={onMinChange}
        />
      )}
      {isSeveral && (
        <MostField
          name={`${path}.maxSelect`}
          max={max}
          value={maxSelect}
          onChange={onChange}
        />
      )}
    </>
  );
}

/** The most values, of which there are at least two: with fewer the field would hold a single one. */
function MostField({
  value,
  onChange,
  ...field
}: {
  readonly name: string;
  readonly value: number;
  readonly max: number | undefined;
  readonly onChange: (most: number) => void;
}) {
  // What is typed may begin with less, as "12" does.
  const [typed, setTyped] = useState<number | null>(value);
  return (
    <NumberField
      {...field}
      label={texts.atMost}
      min={2}
      value={atLeastTwo(typed) === value ? typed : value}
      onBlur={() => setTyped(value)}
      onChange={(next) => {
        setTyped(next);
        onChange(atLeastTwo(next));
      }}
    />
  );
}

function atLeastTwo(count: number | null): number {
  return Math.max(Math.trunc(count ?? 0), 2);
}
