import { SelectField } from "../../../../../components/fields/select-field.tsx";
import { TextField } from "../../../../../components/fields/text-field.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import styles from "../sections.module.css";
import { AddressFields } from "./address-fields.tsx";
import {
  microsoftAddresses,
  type ProviderFormProps,
} from "./provider-draft.ts";

const texts = authOptionsText.microsoft;

const shared = ["common", "organizations", "consumers"] as const;
const tenants = [...shared, "tenant"] as const;

const claims = (Object.keys(texts.claims) as (keyof typeof texts.claims)[]).map(
  (value) => ({ value, ...texts.claims[value] }),
);

/** Whose accounts of Microsoft may log in, and where their address comes from. */
export function MicrosoftFields(form: ProviderFormProps) {
  const { provider, change, path } = form;
  const tenant = tenantOf(provider.authURL);
  const kind = shared.find((name) => name === tenant) ?? "tenant";
  const claim = provider.extra?.["idTokenEmailClaim"];

  function setTenant(name: string): void {
    change(microsoftAddresses(name));
  }

  return (
    <>
      <div className={styles["pair"]}>
        <SelectField
          label={texts.tenant}
          options={tenants.map((value) => ({
            value,
            label: texts.tenants[value],
          }))}
          value={kind}
          onChange={(chosen) => setTenant(chosen === "tenant" ? "" : chosen)}
        />
        {kind === "tenant" && (
          <TextField
            label={texts.tenantId}
            hint={texts.tenantHint}
            required
            monospaced
            value={tenant}
            onChange={(name) => setTenant(name.trim())}
          />
        )}
      </div>
      <AddressFields {...form} addresses={["authURL", "tokenURL"]} />
      <SelectField
        name={`${path}.extra.idTokenEmailClaim`}
        label={texts.email}
        hint={texts.emailHint}
        options={claims}
        value={claims.find(({ value }) => value === claim)?.value ?? "mail"}
        onChange={(chosen) =>
          change({
            extra: chosen === "mail" ? null : { idTokenEmailClaim: chosen },
          })
        }
      />
    </>
  );
}

/** The tenant in an address; that of all accounts where there is no address. */
function tenantOf(authURL: string): string {
  if (authURL === "") return "common";
  const [, tenant = ""] =
    /^https:\/\/login\.microsoftonline\.com\/([^/]*)\//.exec(authURL) ?? [];
  return tenant;
}
