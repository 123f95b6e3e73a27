import type { ReactNode } from "react";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { describeProblem } from "../../../server/problem.ts";
import type { Settings } from "../../../server/settings-model.ts";
import { useSettings } from "../../../server/settings.ts";
import { settingsText } from "../../../text/settings.ts";
import { SettingsPage } from "./settings-page.tsx";
import { LoadFailure } from "../../../components/layout/load-failure.tsx";

/** Shows what is given the settings, as soon as they are there. */
export function LoadedSettings({
  title,
  children,
}: {
  /** Of the page. */
  readonly title: string;
  readonly children: (settings: Settings) => ReactNode;
}) {
  const { data, error, refetch } = useSettings();
  if (data !== undefined) return children(data);
  return (
    <SettingsPage title={title}>
      {error === null ? (
        <Skeleton lines={8} height="2rem" />
      ) : (
        <LoadFailure
          title={settingsText.form.failed}
          text={describeProblem(error).message}
          onRetry={() => void refetch()}
        />
      )}
    </SettingsPage>
  );
}
