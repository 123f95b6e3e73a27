import { SelectField } from "../../../../../components/fields/select-field.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import type { ProviderFormProps } from "./provider-draft.ts";

const texts = authOptionsText.lark;

const domains = Object.keys(texts.regions) as (keyof typeof texts.regions)[];

/** Where the accounts of Lark are. */
export function LarkFields({ provider, change }: ProviderFormProps) {
  const domain =
    domains.find((name) => provider.authURL.includes(name)) ?? "feishu.cn";
  return (
    <SelectField
      label={texts.region}
      hint={texts.hint}
      options={domains.map((value) => ({
        value,
        label: texts.regions[value],
      }))}
      value={domain}
      onChange={(chosen) =>
        change({
          authURL: `https://accounts.${chosen}/open-apis/authen/v1/authorize`,
          tokenURL: `https://open.${chosen}/open-apis/authen/v2/oauth/token`,
          userInfoURL: `https://open.${chosen}/open-apis/authen/v1/user_info`,
        })
      }
    />
  );
}
