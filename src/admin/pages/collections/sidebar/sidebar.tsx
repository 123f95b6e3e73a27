import { useNavigate } from "@tanstack/react-router";
import { Plus, ShieldCheck, Waypoints } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button, IconButton } from "../../../components/button.tsx";
import { ComboboxField } from "../../../components/fields/combobox-field.tsx";
import { useStored } from "../../../components/hooks/use-stored.ts";
import { SearchField } from "../../../components/fields/search-field.tsx";
import { useHidesControls } from "../../../server/settings.ts";
import { collectionsText } from "../../../text/collections.ts";
import { iconOfCollection } from "../collection-icons.ts";
import { CollapsibleGroup, CollectionGroup } from "./collection-group.tsx";
import { groupCollections } from "./group-collections.ts";
import { moveFocus } from "./move-focus.ts";
import styles from "./sidebar.module.css";
import { usePins } from "./use-pins.ts";
import { storedFlag } from "../../../components/hooks/stored-values.ts";
import { narrow, useMedia } from "../../../components/hooks/use-media.ts";

const texts = collectionsText.sidebar;

/** All collections, to choose from; on phones a field instead of a list. */
export function Sidebar({
  collections,
  current,
  onNew,
  onRules,
  onPicture,
}: {
  readonly collections: readonly CollectionModel[];
  /** The id of the one that is shown beside it. */
  readonly current: string | undefined;
  readonly onNew: () => void;
  readonly onRules: () => void;
  readonly onPicture: () => void;
}) {
  const [search, setSearch] = useState("");
  const [showsSystem, showSystem] = useStored(
    "systemCollections",
    false,
    storedFlag,
  );
  const { pins, toggle } = usePins();
  const navigate = useNavigate();
  const hidesControls = useHidesControls();
  const isNarrow = useMedia(narrow);
  const list = useRef<HTMLElement>(null);
  const groups = groupCollections(collections, pins, search);
  const isSearched = search.trim() !== "";
  const found = groups.pinned.length + groups.own.length + groups.system.length;
  const group = { current, pins, onPin: toggle };

  function go(name: string): void {
    void navigate({ to: "/collections", search: { collection: name } });
  }

  function handleKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && isSearch(event.target)) {
      const first = groups.pinned[0] ?? groups.own[0] ?? groups.system[0];
      if (first !== undefined && isSearched) go(first.collection.name);
      return;
    }
    if (moveFocus(list.current, event.key)) event.preventDefault();
  }

  return (
    // The keys come from the links and the search in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={list}
      className={styles["sidebar"]}
      aria-label={texts.label}
      onKeyDown={handleKey}
    >
      <div className={styles["top"]}>
        <div className={styles["search"]}>
          <SearchField
            label={texts.search}
            placeholder={texts.searchPlaceholder}
            value={search}
            onChange={setSearch}
          />
        </div>
        {isNarrow && (
          <div className={styles["choice"]}>
            <ComboboxField
              label={texts.choose}
              labelHidden
              required
              value={collections.find(({ id }) => id === current)?.name ?? ""}
              options={[...groups.pinned, ...groups.own, ...groups.system].map(
                ({ collection }) => ({
                  value: collection.name,
                  label: collection.name,
                  icon: iconOfCollection(collection),
                }),
              )}
              onChange={(name) => {
                if (name !== "") go(name);
              }}
            />
          </div>
        )}
        <IconButton icon={ShieldCheck} label={texts.rules} onClick={onRules} />
        <IconButton
          icon={Waypoints}
          label={texts.picture}
          onClick={onPicture}
        />
        {!hidesControls && (
          <span className={styles["shortNew"]}>
            <IconButton icon={Plus} label={texts.new} onClick={onNew} />
          </span>
        )}
      </div>
      <nav className={styles["list"]} aria-label={texts.label}>
        <CollectionGroup
          {...group}
          title={texts.pinned}
          listed={groups.pinned}
        />
        <CollectionGroup
          {...group}
          title={groups.pinned.length > 0 ? texts.others : texts.own}
          listed={groups.own}
        />
        <CollapsibleGroup
          {...group}
          title={texts.system}
          listed={groups.system}
          isOpen={showsSystem || isSearched}
          onToggle={(isOpen) => {
            if (!isSearched) showSystem(isOpen);
          }}
        />
        {isSearched && found === 0 && (
          <p className={styles["nothing"]}>
            {texts.nothing}{" "}
            <Button kind="ghost" size="small" onClick={() => setSearch("")}>
              {texts.clear}
            </Button>
          </p>
        )}
      </nav>
      {!hidesControls && (
        <div className={styles["bottom"]}>
          <Button kind="secondary" icon={Plus} onClick={onNew}>
            {texts.new}
          </Button>
        </div>
      )}
    </aside>
  );
}

function isSearch(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.role === "searchbox";
}
