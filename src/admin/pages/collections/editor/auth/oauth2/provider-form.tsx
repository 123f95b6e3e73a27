import { PasswordField } from "../../../../../components/fields/password-field.tsx";
import { SelectField } from "../../../../../components/fields/select-field.tsx";
import { Stack } from "../../../../../components/layout/stack.tsx";
import { TextField } from "../../../../../components/fields/text-field.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import styles from "../sections.module.css";
import { AppleSecret } from "./apple-secret.tsx";
import { LarkFields } from "./lark-fields.tsx";
import { MicrosoftFields } from "./microsoft-fields.tsx";
import { OpenIdFields } from "./open-id-fields.tsx";
import { isOpenId, type ProviderFormProps } from "./provider-draft.ts";
import { SelfHostedFields, selfHosted } from "./self-hosted-fields.tsx";

const texts = authOptionsText.oauth2;

const pkceOptions = (["auto", "on", "off"] as const).map((value) => ({
  value,
  label: texts.pkceOptions[value],
}));

/** All that is to be told of a provider. */
export function ProviderForm({
  isStored,
  fallbackName,
  ...form
}: ProviderFormProps & {
  readonly isStored: boolean;
  /** What it is called if it has no name of its own. */
  readonly fallbackName: string;
}) {
  const { provider, change, path } = form;
  const { name, pkce } = provider;
  return (
    <Stack>
      <div className={styles["pair"]}>
        <TextField
          name={`${path}.clientId`}
          label={texts.clientId}
          hint={texts.clientIdHint}
          required
          monospaced
          value={provider.clientId}
          onChange={(clientId) => change({ clientId: clientId.trim() })}
        />
        <SecretField {...form} isStored={isStored} />
      </div>
      {name === "apple" && <AppleSecret {...form} />}
      {isOpenId(name) && <OpenIdFields {...form} />}
      {name === "microsoft" && <MicrosoftFields {...form} />}
      {name === "lark" && <LarkFields {...form} />}
      {name in selfHosted && <SelfHostedFields {...form} />}
      <div className={styles["pair"]}>
        <TextField
          name={`${path}.displayName`}
          label={texts.displayName}
          hint={texts.displayNameHint}
          prose
          placeholder={fallbackName}
          value={provider.displayName}
          onChange={(displayName) => change({ displayName })}
        />
        <SelectField
          name={`${path}.pkce`}
          label={texts.pkce}
          hint={texts.pkceHint}
          options={pkceOptions}
          value={pkce === null ? "auto" : pkce ? "on" : "off"}
          onChange={(chosen) =>
            change({ pkce: chosen === "auto" ? null : chosen === "on" })
          }
        />
      </div>
    </Stack>
  );
}

/** The secret is never shown. Nothing entered: the stored one stays. */
function SecretField({
  provider: { clientSecret },
  change,
  path,
  isStored,
}: ProviderFormProps & { readonly isStored: boolean }) {
  const isReplaced = clientSecret !== undefined && clientSecret !== "";
  const hint = isReplaced ? texts.secretReplaced : texts.secretStored;
  return (
    <PasswordField
      name={`${path}.clientSecret`}
      label={texts.secret}
      hint={isStored ? hint : undefined}
      required={!isStored}
      monospaced
      autoComplete="off"
      placeholder={isStored ? texts.secretPlaceholder : ""}
      value={clientSecret ?? ""}
      onChange={(entered) => {
        const secret = entered.trim();
        // Undefined is not sent at all.
        change({
          clientSecret: secret === "" && isStored ? undefined : secret,
        });
      }}
    />
  );
}
