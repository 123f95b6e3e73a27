import { TextField } from "../../../../../components/fields/text-field.tsx";
import { collectionsText } from "../../../../../text/collections.ts";
import type { PasswordFieldModel, TextFieldModel } from "../../field-model.ts";
import type { OptionProps } from "./option-props.ts";
import { ZeroNumberField } from "./zero-number-field.tsx";

const texts = collectionsText.options;

export function TextOptions({
  field,
  change,
  path,
}: OptionProps<TextFieldModel>) {
  return (
    <>
      <ZeroNumberField
        name={`${path}.min`}
        label={texts.min}
        unit={texts.characters}
        placeholder={texts.noBound}
        value={field.min}
        onChange={(min) => change({ min })}
      />
      <ZeroNumberField
        name={`${path}.max`}
        label={texts.max}
        unit={texts.characters}
        placeholder={texts.textDefault}
        value={field.max}
        onChange={(max) => change({ max })}
      />
      <PatternField
        path={path}
        value={field.pattern}
        onChange={(pattern) => change({ pattern })}
      />
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

export function PasswordOptions({
  field,
  change,
  path,
}: OptionProps<PasswordFieldModel>) {
  return (
    <>
      <ZeroNumberField
        name={`${path}.min`}
        label={texts.min}
        unit={texts.characters}
        placeholder={texts.noBound}
        max={71}
        value={field.min}
        onChange={(min) => change({ min })}
      />
      <ZeroNumberField
        name={`${path}.max`}
        label={texts.max}
        unit={texts.characters}
        placeholder={texts.passwordDefault}
        max={71}
        value={field.max}
        onChange={(max) => change({ max })}
      />
      <PatternField
        path={path}
        value={field.pattern}
        onChange={(pattern) => change({ pattern })}
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

function PatternField({
  path,
  value,
  onChange,
}: {
  readonly path: string;
  readonly value: string;
  readonly onChange: (pattern: string) => void;
}) {
  return (
    <TextField
      name={`${path}.pattern`}
      label={texts.pattern}
      hint={texts.patternHint}
      monospaced
      value={value}
      onChange={onChange}
    />
  );
}
