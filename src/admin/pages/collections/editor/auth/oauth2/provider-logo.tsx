import styles from "./provider-logo.module.css";

/** The mark of a service. Its name stands beside it. */
export function ProviderLogo({ logo }: { readonly logo: string | undefined }) {
  if (logo === undefined || logo === "") {
    return <span className={styles["logo"]} />;
  }
  return (
    <span className={styles["logo"]}>
      <img
        className={styles["picture"]}
        alt=""
        src={`data:image/svg+xml,${encodeURIComponent(logo)}`}
      />
    </span>
  );
}
