import { TextField } from "../../../../../components/fields/text-field.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import type { ProviderDraft, ProviderFormProps } from "./provider-draft.ts";

const texts = authOptionsText.oauth2;

type Address = "authURL" | "tokenURL" | "userInfoURL";

/** The addresses of a provider, as far as it has not got its own. */
export function AddressFields({
  provider,
  change,
  path,
  addresses,
  required = false,
}: ProviderFormProps & {
  readonly addresses: readonly Address[];
  readonly required?: boolean;
}) {
  return addresses.map((address) => (
    <TextField
      key={address}
      name={`${path}.${address}`}
      type="url"
      label={texts[address]}
      required={required}
      monospaced
      value={provider[address]}
      onChange={(value) =>
        change({ [address]: value.trim() } satisfies Partial<ProviderDraft>)
      }
    />
  ));
}
