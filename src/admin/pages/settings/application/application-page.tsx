import { Accordion } from "../../../components/layout/accordion.tsx";
import { useHealth } from "../../../server/health.ts";
import type { Settings } from "../../../server/settings-model.ts";
import { settingsText } from "../../../text/settings.ts";
import { LoadedSettings } from "../form/loaded-settings.tsx";
import { SettingsForm } from "../form/settings-form.tsx";
import { SettingsPage } from "../form/settings-page.tsx";
import { useSettingsForm } from "../form/use-settings-form.ts";
import { applicationPart } from "./application-draft.ts";
import { ApisSection } from "./apis-section.tsx";
import { BatchSection } from "./batch-section.tsx";
import { IdentityCard } from "./identity-card.tsx";
import { ProxySection } from "./proxy-section.tsx";
import { RateLimitsSection } from "./rate-limits/rate-limits-section.tsx";
import { SuperuserSection } from "./superuser-section.tsx";
import { useLockoutWarning } from "./use-lockout-warning.ts";

const texts = settingsText.application;

/** What the app is called, and what its server allows. */
export function ApplicationPage() {
  return (
    <LoadedSettings title={texts.title}>
      {(settings) => <ApplicationSettings settings={settings} />}
    </LoadedSettings>
  );
}

function ApplicationSettings({ settings }: { readonly settings: Settings }) {
  const { data: health } = useHealth();
  const address = health?.realIP ?? "";
  const maySave = useLockoutWarning(settings, address);
  const form = useSettingsForm(settings, applicationPart, maySave);
  return (
    <SettingsPage title={texts.title}>
      <SettingsForm form={form}>
        <IdentityCard form={form} />
        <Accordion>
          <BatchSection form={form} />
          <RateLimitsSection form={form} />
          <ProxySection form={form} health={health} />
          <SuperuserSection form={form} address={address} />
          <ApisSection form={form} running={health?.apis ?? []} />
        </Accordion>
      </SettingsForm>
    </SettingsPage>
  );
}
