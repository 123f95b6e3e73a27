import type { CollectionModel } from "pocketbase";
import { FilterEditor } from "../../../../code/filter-editor.tsx";
import { authOptionsText } from "../../../../text/auth-options.ts";
import { rulesText } from "../../../../text/rules.ts";

const texts = authOptionsText.mfa;

/** Which accounts need a second factor. */
export function MfaRuleField({
  disabled = false,
  ...field
}: {
  /** Must be the same ones until something about them changes. */
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  readonly value: string;
  readonly onChange: (rule: string) => void;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly onSubmit?: () => void;
}) {
  return (
    <FilterEditor
      {...field}
      name="mfa.rule"
      label={texts.rule}
      mode="rule"
      disabled={disabled}
      placeholder={rulesText.mfaPlaceholder}
      hint={disabled ? texts.ruleSystem : texts.ruleHint}
    />
  );
}
