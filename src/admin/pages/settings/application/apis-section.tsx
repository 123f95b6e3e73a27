import { Blocks } from "lucide-react";
import { FormSection } from "../../../components/fields/form-section.tsx";
import { SwitchField } from "../../../components/fields/switch-field.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { OnBadge } from "../../../components/on-badge.tsx";
import { docsUrl } from "../../../server/connect.ts";
import { useSettings } from "../../../server/settings.ts";
import { apiNames } from "../../../server/settings-model.ts";
import { fill } from "../../../text/index.ts";
import { settingsText } from "../../../text/settings.ts";
import type { ApplicationForm } from "./application-draft.ts";

const texts = settingsText.apis;

/** The APIs of other systems, which are off until they are wanted. */
export function ApisSection({
  form,
  running,
}: {
  readonly form: ApplicationForm;
  /** Names of those that are on, by the settings or by a flag. */
  readonly running: readonly string[];
}) {
  const { apis } = form.draft;
  const saved = useSettings().data?.apis;
  const isAnyOn = apiNames.some((name) => apis[name].enabled);
  return (
    <FormSection
      title={texts.title}
      icon={Blocks}
      badge={<OnBadge isOn={isAnyOn || running.length > 0} />}
      paths={["apis"]}
    >
      <Soft>{texts.lead}</Soft>
      {apiNames.map((name) => {
        const api = texts.names[name];
        const { enabled } = apis[name];
        const isForced =
          running.includes(name) && saved?.[name].enabled === false;
        return (
          <Stack key={name} gap="tiny" align="start">
            <SwitchField
              name={`apis.${name}.enabled`}
              label={fill(texts.enabled, { api })}
              hint={isForced ? fill(texts.forced, { name }) : undefined}
              checked={enabled}
              onChange={(isOn) =>
                form.change("apis", { [name]: { enabled: isOn } })
              }
            />
            {running.includes(name) && (
              <a href={`${docsUrl}/${name}`} target="_blank" rel="noopener">
                {fill(texts.docs, { api })}
              </a>
            )}
          </Stack>
        );
      })}
    </FormSection>
  );
}
