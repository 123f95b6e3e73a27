import { useState } from "react";
import { Dialog } from "../../../../../components/overlays/dialog.tsx";
import { Notice } from "../../../../../components/layout/notice.tsx";
import { SearchField } from "../../../../../components/fields/search-field.tsx";
import { Skeleton } from "../../../../../components/layout/skeleton.tsx";
import { Soft } from "../../../../../components/layout/soft.tsx";
import { Stack } from "../../../../../components/layout/stack.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import { isOpenId } from "./provider-draft.ts";
import { ProviderLogo } from "./provider-logo.tsx";
import styles from "./provider-picker.module.css";
import { useKnownProviders } from "./use-known-providers.ts";

const texts = authOptionsText.oauth2;

/** Chooses a service to log in with. */
export function ProviderPicker({
  taken,
  onPick,
  onClose,
}: {
  /** The names of those that the collection has. */
  readonly taken: readonly string[];
  readonly onPick: (name: string) => void;
  readonly onClose: () => void;
}) {
  const { data, error } = useKnownProviders();
  const [search, setSearch] = useState("");
  const word = search.trim().toLowerCase();
  const fitting = data?.filter(
    ({ name, displayName }) =>
      !taken.includes(name) &&
      namesOf(name, displayName).toLowerCase().includes(word),
  );
  return (
    <Dialog
      open
      title={texts.pickTitle}
      description={texts.pickLead}
      onClose={onClose}
    >
      <Stack>
        <SearchField
          label={texts.search}
          placeholder={texts.search}
          value={search}
          onChange={setSearch}
        />
        {error !== null && <Notice kind="bad">{texts.failed}</Notice>}
        {fitting === undefined && error === null && <Skeleton lines={6} />}
        {fitting?.length === 0 && <Soft>{texts.nothing}</Soft>}
        <ul className={styles["list"]}>
          {fitting?.map(({ name, displayName, logo }) => (
            <li key={name}>
              <button
                type="button"
                className={styles["provider"]}
                onClick={() => onPick(name)}
              >
                <ProviderLogo logo={logo} />
                <span className={styles["title"]}>{displayName}</span>
                <span className={styles["name"]}>{name}</span>
              </button>
            </li>
          ))}
        </ul>
        <Soft>{texts.others}</Soft>
      </Stack>
    </Dialog>
  );
}

/** What a service is looked for by. */
function namesOf(name: string, displayName: string): string {
  const standard = isOpenId(name) ? texts.openId : "";
  return `${name}\n${displayName}\n${standard}`;
}
