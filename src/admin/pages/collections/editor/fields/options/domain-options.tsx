import { useState } from "react";
import { SelectField } from "../../../../../components/fields/select-field.tsx";
import { TagsField } from "../../../../../components/fields/tags-field.tsx";
import { collectionsText } from "../../../../../text/collections.ts";
import type { DomainFieldModel } from "../../field-model.ts";
import type { OptionProps } from "./option-props.ts";

const texts = collectionsText.options;

type Mode = "any" | "only" | "except";

/** Which domains an address may be of. Only one of the two lists can be in use. */
export function DomainOptions({
  field,
  change,
  path,
}: OptionProps<DomainFieldModel>) {
  const [mode, setMode] = useState(() => modeOf(field));
  const list = mode === "only" ? field.onlyDomains : field.exceptDomains;

  function setList(inMode: Mode, domains: readonly string[]): void {
    const value = domains.length === 0 ? null : domains;
    change({
      onlyDomains: inMode === "only" ? value : null,
      exceptDomains: inMode === "except" ? value : null,
    });
  }

  return (
    <>
      <SelectField
        label={texts.domains}
        value={mode}
        options={(["any", "only", "except"] as const).map((value) => ({
          value,
          label: texts.domainModes[value],
        }))}
        onChange={(next) => {
          setMode(next);
          setList(next, list ?? []);
        }}
      />
      {mode !== "any" && (
        <TagsField
          name={`${path}.${mode}Domains`}
          label={texts.domainList}
          placeholder={texts.domainPlaceholder}
          value={list ?? []}
          onChange={(domains) => setList(mode, domains)}
        />
      )}
    </>
  );
}

function modeOf({ onlyDomains, exceptDomains }: DomainFieldModel): Mode {
  if ((onlyDomains?.length ?? 0) > 0) return "only";
  return (exceptDomains?.length ?? 0) > 0 ? "except" : "any";
}
