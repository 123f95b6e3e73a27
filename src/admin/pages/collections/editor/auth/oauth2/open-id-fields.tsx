import { SelectField } from "../../../../../components/fields/select-field.tsx";
import { TagsField } from "../../../../../components/fields/tags-field.tsx";
import { TextField } from "../../../../../components/fields/text-field.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import { AddressFields } from "./address-fields.tsx";
import type { ProviderFormProps } from "./provider-draft.ts";

const texts = authOptionsText.oidc;

const sources = (["userInfo", "idToken"] as const).map((value) => ({
  value,
  label: texts.sources[value],
}));

/** What a service that speaks OpenID Connect needs: its addresses, and what tells who has logged in. */
export function OpenIdFields(form: ProviderFormProps) {
  const { provider, change, path } = form;
  const { extra, userInfoURL } = provider;
  // As the server judges it: without an address the ID token tells.
  const isByAddress = userInfoURL !== "" || extra === null;
  return (
    <>
      <AddressFields {...form} addresses={["authURL", "tokenURL"]} required />
      <SelectField
        label={texts.source}
        options={sources}
        value={isByAddress ? "userInfo" : "idToken"}
        onChange={(source) =>
          change(
            source === "userInfo"
              ? { extra: null }
              : { extra: extra ?? {}, userInfoURL: "" },
          )
        }
      />
      {isByAddress ? (
        <AddressFields {...form} addresses={["userInfoURL"]} required />
      ) : (
        <>
          <TextField
            name={`${path}.extra.jwksURL`}
            type="url"
            label={texts.jwksURL}
            hint={texts.jwksHint}
            monospaced
            value={textOf(extra?.["jwksURL"])}
            onChange={(jwksURL) =>
              change({ extra: { ...extra, jwksURL: jwksURL.trim() } })
            }
          />
          <TagsField
            name={`${path}.extra.issuers`}
            label={texts.issuers}
            hint={texts.issuersHint}
            placeholder={texts.issuersPlaceholder}
            value={listOf(extra?.["issuers"])}
            onChange={(issuers) => change({ extra: { ...extra, issuers } })}
          />
        </>
      )}
    </>
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A list, or words. */
function listOf(value: unknown): readonly string[] {
  if (typeof value === "string") return value.split(/\s+/).filter(Boolean);
  return Array.isArray(value)
    ? value.filter((one): one is string => typeof one === "string")
    : [];
}
