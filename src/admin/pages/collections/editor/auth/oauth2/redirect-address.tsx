import { CopyButton } from "../../../../../components/texts/copy-button.tsx";
import { Code } from "../../../../../components/texts/code.tsx";
import { apiUrl } from "../../../../../server/connect.ts";
import { useSettings } from "../../../../../server/settings.ts";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import styles from "./redirect-address.module.css";

const texts = authOptionsText.oauth2;

/** Where services lead back to. Who is here by another address than apps are sees both. */
export function RedirectAddress() {
  const appUrl = useSettings().data?.meta.appURL ?? "";
  const bases = [
    appUrl === "" ? apiUrl : `${appUrl.replace(/\/+$/, "")}/api/`,
    apiUrl,
  ];
  const addresses = new Set(bases.map((base) => `${base}oauth2-redirect`));
  return (
    <div className={styles["redirect"]}>
      <span className={styles["label"]}>{texts.redirect}</span>
      {Array.from(addresses, (address) => (
        <div key={address} className={styles["address"]}>
          <Code inline>{address}</Code>
          <CopyButton text={address} label={texts.copyRedirect} />
        </div>
      ))}
      <span className={styles["hint"]}>{texts.redirectHint}</span>
    </div>
  );
}
