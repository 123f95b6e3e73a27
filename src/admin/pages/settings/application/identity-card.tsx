import { Button } from "../../../components/button.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { SwitchField } from "../../../components/fields/switch-field.tsx";
import { TextField } from "../../../components/fields/text-field.tsx";
import { serverUrl } from "../../../server/connect.ts";
import { fill } from "../../../text/index.ts";
import { settingsText } from "../../../text/settings.ts";
import { Card, FieldGrid } from "../form/settings-page.tsx";
import { AccentField } from "./accent-field.tsx";
import type { ApplicationForm } from "./application-draft.ts";

const texts = settingsText.application;

const here = serverUrl.replace(/\/+$/, "");

/** What the app is called, and what this admin looks like. */
export function IdentityCard({ form }: { readonly form: ApplicationForm }) {
  const { meta } = form.draft;
  const isElsewhere = meta.appURL.replace(/\/+$/, "") !== here;
  return (
    <Card title={texts.identity}>
      <FieldGrid>
        <TextField
          name="meta.appName"
          label={texts.appName}
          hint={texts.appNameHint}
          required
          prose
          value={meta.appName}
          onChange={(appName) => form.change("meta", { appName })}
        />
        <Stack gap="small">
          <TextField
            name="meta.appURL"
            label={texts.appURL}
            hint={texts.appURLHint}
            type="url"
            required
            value={meta.appURL}
            onChange={(appURL) => form.change("meta", { appURL })}
          />
          {isElsewhere && (
            <div>
              <Button
                kind="secondary"
                size="small"
                onClick={() => form.change("meta", { appURL: here })}
              >
                {fill(texts.takeThis, { url: here })}
              </Button>
            </div>
          )}
        </Stack>
        <AccentField
          value={meta.accentColor}
          onChange={(accentColor) => form.change("meta", { accentColor })}
        />
      </FieldGrid>
      <SwitchField
        name="meta.hideControls"
        label={texts.hideControls}
        hint={texts.hideControlsHint}
        checked={meta.hideControls}
        onChange={(hideControls) => form.change("meta", { hideControls })}
      />
    </Card>
  );
}
