import { TextField } from "../../../../../components/fields/text-field.tsx";
import { collectionsText } from "../../../../../text/collections.ts";
import type { PasswordFieldModel, TextFieldModel } from "../../field-model.ts";
import type { OptionProps } from "./option-props.ts";
import { ZeroNumberField } from "./zero-number-field.tsx";

const texts = collectionsText.options;

export function TextOptions(props: OptionProps<TextFieldModel>) {
  const { field, change, path } = props;
  return (
    <>
      <ValidityFields {...props} maxPlaceholder={texts.textDefault} />
      <TextField
        name={`${path}.autogeneratePattern`}
        label={texts.autogenerate}
        hint={texts.autogenerateHint}
        monospaced
        value={field.autogeneratePattern}
        onChange={(autogeneratePattern) => change({ autogeneratePattern })}
      />
    </>
  );
}

export function PasswordOptions(props: OptionProps<PasswordFieldModel>) {
  const { field, change, path } = props;
  return (
    <>
      <ValidityFields
        {...props}
        most={71}
        maxPlaceholder={texts.passwordDefault}
      />
      <ZeroNumberField
        name={`${path}.cost`}
        label={texts.cost}
        hint={texts.costHint}
        placeholder="10"
        max={31}
        value={field.cost}
        onChange={(cost) => change({ cost })}
      />
    </>
  );
}

type Validity = Pick<TextFieldModel, "min" | "max" | "pattern">;

/** How long a value may be, and what it must look like. */
function ValidityFields({
  field,
  change,
  path,
  most,
  maxPlaceholder,
}: {
  readonly field: Validity;
  readonly change: (change: Partial<Validity>) => void;
  readonly path: string;
  /** Characters that no value can be longer than. */
  readonly most?: number;
  /** What holds where no greatest length is set. */
  readonly maxPlaceholder: string;
}) {
  const length = {
    unit: texts.characters,
    ...(most !== undefined && { max: most }),
  };
  return (
    <>
      <ZeroNumberField
        {...length}
        name={`${path}.min`}
        label={texts.min}
        placeholder={texts.noBound}
        value={field.min}
        onChange={(min) => change({ min })}
      />
      <ZeroNumberField
        {...length}
        name={`${path}.max`}
        label={texts.max}
        placeholder={maxPlaceholder}
        value={field.max}
        onChange={(max) => change({ max })}
      />
      <TextField
        name={`${path}.pattern`}
        label={texts.pattern}
        hint={texts.patternHint}
        monospaced
        value={field.pattern}
        onChange={(pattern) => change({ pattern })}
      />
    </>
  );
}
