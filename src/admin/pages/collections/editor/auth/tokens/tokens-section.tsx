import { Timer } from "lucide-react";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import type { AuthProps } from "../auth-props.ts";
import { FormSection } from "../../../../../components/fields/form-section.tsx";
import { TokenField } from "./token-field.tsx";
import { superuserTokens, tokenNames } from "./token-names.ts";

/** How long tokens last, and how all of a kind are ended. */
export function TokensSection(props: AuthProps) {
  const names = props.isSuperusers ? superuserTokens : tokenNames;
  return (
    <FormSection
      level={4}
      title={authOptionsText.tokens.title}
      icon={Timer}
      paths={tokenNames}
    >
      {names.map((name) => (
        <TokenField key={name} name={name} {...props} />
      ))}
    </FormSection>
  );
}
