import {
  readApiTime,
  writeApiTime,
} from "../../../../../components/fields/date-words.ts";
import { DateTimeField } from "../../../../../components/fields/date-time-field.tsx";
import { NumberField } from "../../../../../components/fields/number-field.tsx";
import { SelectField } from "../../../../../components/fields/select-field.tsx";
import { SwitchField } from "../../../../../components/fields/switch-field.tsx";
import { Soft } from "../../../../../components/layout/soft.tsx";
import { collectionsText } from "../../../../../text/collections.ts";
import type {
  AutodateFieldModel,
  DateFieldModel,
  EditorFieldModel,
  JsonFieldModel,
  NumberFieldModel,
} from "../../field-model.ts";
import type { OptionProps } from "./option-props.ts";
import styles from "./options.module.css";
import { SizeField } from "./size-field.tsx";

const texts = collectionsText.options;

export function NumberOptions({
  field,
  change,
  path,
}: OptionProps<NumberFieldModel>) {
  return (
    <>
      <NumberField
        name={`${path}.min`}
        label={texts.smallest}
        placeholder={texts.noBound}
        value={field.min}
        onChange={(min) => change({ min })}
      />
      <NumberField
        name={`${path}.max`}
        label={texts.largest}
        placeholder={texts.noBound}
        {...(field.min !== null && { min: field.min })}
        value={field.max}
        onChange={(max) => change({ max })}
      />
      <SwitchField
        name={`${path}.onlyInt`}
        label={texts.onlyInt}
        checked={field.onlyInt}
        onChange={(onlyInt) => change({ onlyInt })}
      />
    </>
  );
}

export function DateOptions({
  field,
  change,
  path,
}: OptionProps<DateFieldModel>) {
  return (
    <>
      <DateTimeField
        name={`${path}.min`}
        label={texts.earliest}
        value={readApiTime(field.min)}
        onChange={(min) => change({ min: writeApiTime(min) })}
      />
      <DateTimeField
        name={`${path}.max`}
        label={texts.latest}
        value={readApiTime(field.max)}
        onChange={(max) => change({ max: writeApiTime(max) })}
      />
    </>
  );
}

export function AutodateOptions({
  field,
  change,
  path,
  isFixed,
}: OptionProps<AutodateFieldModel> & { readonly isFixed: boolean }) {
  const when =
    field.onCreate && field.onUpdate
      ? "both"
      : field.onUpdate
        ? "update"
        : "create";
  return (
    <SelectField
      name={`${path}.onCreate`}
      label={texts.when}
      disabled={isFixed}
      hint={isFixed && texts.fixed}
      value={when}
      options={[
        { value: "create", label: texts.onCreate },
        { value: "update", label: texts.onUpdate },
        { value: "both", label: texts.onBoth },
      ]}
      onChange={(next) =>
        change({ onCreate: next !== "update", onUpdate: next !== "create" })
      }
    />
  );
}

export function EditorOptions({
  field,
  change,
  path,
}: OptionProps<EditorFieldModel>) {
  return (
    <>
      <SizeField
        name={`${path}.maxSize`}
        value={field.maxSize}
        standard={texts.maxSizeDefaults.editor}
        onChange={(maxSize) => change({ maxSize })}
      />
      <SwitchField
        name={`${path}.convertURLs`}
        label={texts.convertUrls}
        hint={texts.convertUrlsHint}
        checked={field.convertURLs}
        onChange={(convertURLs) => change({ convertURLs })}
      />
    </>
  );
}

export function JsonOptions({
  field,
  change,
  path,
}: OptionProps<JsonFieldModel>) {
  return (
    <>
      <SizeField
        name={`${path}.maxSize`}
        value={field.maxSize}
        standard={texts.maxSizeDefaults.json}
        onChange={(maxSize) => change({ maxSize })}
      />
      <div className={styles["wide"]}>
        <Soft>{texts.jsonText}</Soft>
      </div>
    </>
  );
}
