import { Plus, Users } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../../../components/button.tsx";
import { useFieldProblem } from "../../../../../components/fields/field-problems.tsx";
import { Notice } from "../../../../../components/layout/notice.tsx";
import { Soft } from "../../../../../components/layout/soft.tsx";
import { Stack } from "../../../../../components/layout/stack.tsx";
import { SwitchField } from "../../../../../components/fields/switch-field.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import type { AuthProps } from "../auth-props.ts";
import { FormSection } from "../../../../../components/fields/form-section.tsx";
import { OnBadge } from "../../../../../components/on-badge.tsx";
import { FieldMapping } from "./field-mapping.tsx";
import {
  newProvider,
  type ProviderDraft,
  providersOf,
  withProviders,
} from "./provider-draft.ts";
import { ProviderPicker } from "./provider-picker.tsx";
import { ProviderRow } from "./provider-row.tsx";
import styles from "./provider-row.module.css";
import { RedirectAddress } from "./redirect-address.tsx";

const texts = authOptionsText.oauth2;

/** Logging in with accounts elsewhere. */
export function OAuth2Section({ draft, set, original }: AuthProps) {
  const { oauth2 } = draft;
  const providers = providersOf(draft);
  const [isPicking, setPicking] = useState(false);
  const [added, setAdded] = useState<string>();
  const { edited } = useFieldProblem("oauth2.providers");
  const stored =
    original?.type === "auth"
      ? original.oauth2.providers.map(({ name }) => name)
      : [];

  function setProviders(next: readonly ProviderDraft[]): void {
    set({ oauth2: withProviders(draft, next) });
  }

  return (
    <FormSection
      level={4}
      title={texts.title}
      icon={Users}
      badge={<OnBadge isOn={oauth2.enabled} />}
      paths={["oauth2"]}
    >
      <Soft>{texts.lead}</Soft>
      <SwitchField
        name="oauth2.enabled"
        label={authOptionsText.enabled}
        checked={oauth2.enabled}
        onChange={(enabled) => set({ oauth2: { ...oauth2, enabled } })}
      />
      {oauth2.enabled && providers.length === 0 && (
        <Notice kind="warn" title={texts.none}>
          {texts.noneText}
        </Notice>
      )}
      {providers.length > 0 && (
        <ul className={styles["list"]} aria-label={texts.providers}>
          {providers.map((provider, index) => (
            <ProviderRow
              key={provider.name}
              provider={provider}
              path={`oauth2.providers.${index}`}
              isStored={stored.includes(provider.name)}
              isNew={provider.name === added}
              change={(change) =>
                setProviders(providers.with(index, { ...provider, ...change }))
              }
              onRemove={() => {
                // What was said of those that follow is at another place now.
                edited();
                setProviders(providers.filter((other) => other !== provider));
              }}
            />
          ))}
        </ul>
      )}
      <Stack direction="row">
        <Button
          kind="secondary"
          size="small"
          icon={Plus}
          onClick={() => setPicking(true)}
        >
          {texts.add}
        </Button>
      </Stack>
      <RedirectAddress />
      <FieldMapping draft={draft} set={set} />
      {isPicking && (
        <ProviderPicker
          taken={providers.map(({ name }) => name)}
          onPick={(name) => {
            setPicking(false);
            setAdded(name);
            setProviders([...providers, newOrStored(name)]);
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </FormSection>
  );

  /** One that was only just removed comes back as it is stored. */
  function newOrStored(name: string): ProviderDraft {
    const known =
      original?.type === "auth"
        ? providersOf(original).find((provider) => provider.name === name)
        : undefined;
    return known ?? newProvider(name);
  }
}
