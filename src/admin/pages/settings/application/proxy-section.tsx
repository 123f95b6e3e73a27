import { Network } from "lucide-react";
import { Badge } from "../../../components/badge.tsx";
import { Button } from "../../../components/button.tsx";
import { DataList } from "../../../components/layout/data-list.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { SelectField } from "../../../components/fields/select-field.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { TagsField } from "../../../components/fields/tags-field.tsx";
import type { Health } from "../../../server/health.ts";
import { fill } from "../../../text/index.ts";
import { settingsText } from "../../../text/settings.ts";
import { FormSection } from "../../../components/fields/form-section.tsx";
import { OnBadge } from "../../../components/on-badge.tsx";
import type { ApplicationForm } from "./application-draft.ts";

const texts = settingsText.proxy;

const common = [
  "X-Forwarded-For",
  "X-Real-IP",
  "CF-Connecting-IP",
  "Fly-Client-IP",
];

/** Which header of a proxy to believe. */
export function ProxySection({
  form,
  health,
}: {
  readonly form: ApplicationForm;
  readonly health: Health | undefined;
}) {
  const { headers, useLeftmostIP } = form.draft.trustedProxy;
  const seen = health?.possibleProxyHeader ?? "";
  const trusts = (name: string) =>
    headers.some((other) => other.toLowerCase() === name.toLowerCase());
  const trust = (name: string) =>
    form.change("trustedProxy", { headers: [...headers, name] });
  const isUntrusted = seen !== "" && !trusts(seen);

  return (
    <FormSection
      title={texts.title}
      icon={Network}
      badge={
        isUntrusted ? (
          <Badge kind="warn">{seen}</Badge>
        ) : (
          <OnBadge isOn={headers.length > 0} />
        )
      }
      paths={["trustedProxy"]}
    >
      <Soft>{texts.lead}</Soft>
      <DataList
        rows={[
          {
            label: texts.realIP,
            value: health?.realIP === "" ? texts.unknown : health?.realIP,
          },
          { label: texts.seen, value: seen === "" ? texts.none : seen },
        ]}
      />
      {isUntrusted && (
        <Notice
          kind="warn"
          title={texts.warning}
          action={
            <Button kind="secondary" size="small" onClick={() => trust(seen)}>
              {fill(texts.trust, { header: seen })}
            </Button>
          }
        >
          {fill(texts.warningText, { header: seen })}
        </Notice>
      )}
      <Stack gap="small">
        <TagsField
          name="trustedProxy.headers"
          label={texts.headers}
          hint={texts.headersHint}
          placeholder={texts.headerPlaceholder}
          value={headers}
          onChange={(next) => form.change("trustedProxy", { headers: next })}
        />
        <Stack direction="row" gap="small">
          {common
            .filter((name) => !trusts(name))
            .map((name) => (
              <Button
                key={name}
                kind="secondary"
                size="small"
                onClick={() => trust(name)}
              >
                {fill(texts.take, { header: name })}
              </Button>
            ))}
        </Stack>
      </Stack>
      <SelectField
        name="trustedProxy.useLeftmostIP"
        label={texts.which}
        value={useLeftmostIP ? "leftmost" : "rightmost"}
        options={[
          {
            value: "rightmost",
            label: texts.rightmost,
            hint: texts.rightmostHint,
          },
          {
            value: "leftmost",
            label: texts.leftmost,
            hint: texts.leftmostHint,
          },
        ]}
        onChange={(which) =>
          form.change("trustedProxy", { useLeftmostIP: which === "leftmost" })
        }
      />
    </FormSection>
  );
}
