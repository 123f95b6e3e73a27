import { Link } from "@tanstack/react-router";
import { Pin, PinOff, TriangleAlert } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { useId } from "react";
import { IconButton } from "../../../components/button.tsx";
import { Tooltip } from "../../../components/overlays/tooltip.tsx";
import { collectionsText } from "../../../text/collections.ts";
import { fill } from "../../../text/index.ts";
import { collectionIcons } from "../collection-icons.ts";
import styles from "./collection-group.module.css";
import type { ListedCollection } from "./group-collections.ts";

const texts = collectionsText.sidebar;

interface GroupProps {
  readonly title: string;
  readonly listed: readonly ListedCollection[];
  /** The id of the one that is shown beside the list. */
  readonly current: string | undefined;
  readonly pins: readonly string[];
  readonly onPin: (id: string) => void;
}

/** Some of the collections, under a title. */
export function CollectionGroup({ title, ...props }: GroupProps) {
  const id = useId();
  if (props.listed.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles["title"]}>
        {title}
      </h2>
      <Items {...props} />
    </section>
  );
}

/** The same, to be opened. */
export function CollapsibleGroup({
  title,
  isOpen,
  onToggle,
  ...props
}: GroupProps & {
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}) {
  if (props.listed.length === 0) return null;
  return (
    <details
      open={isOpen}
      onToggle={(event) => onToggle(event.currentTarget.open)}
    >
      <summary className={styles["summary"]}>{title}</summary>
      {isOpen && <Items {...props} />}
    </details>
  );
}

function Items({ listed, current, pins, onPin }: Omit<GroupProps, "title">) {
  return (
    <ul className={styles["items"]}>
      {listed.map(({ collection, field }) => (
        <Item
          key={collection.id}
          collection={collection}
          field={field}
          isCurrent={collection.id === current}
          isPinned={pins.includes(collection.id)}
          onPin={() => onPin(collection.id)}
        />
      ))}
    </ul>
  );
}

function Item({
  collection,
  field,
  isCurrent,
  isPinned,
  onPin,
}: {
  readonly collection: CollectionModel;
  readonly field: string | undefined;
  readonly isCurrent: boolean;
  readonly isPinned: boolean;
  readonly onPin: () => void;
}) {
  const Icon = collectionIcons[collection.type];
  const { name } = collection;
  return (
    <li className={styles["item"]}>
      <Link
        to="/collections"
        search={{ collection: name }}
        className={styles["link"]}
        aria-current={isCurrent ? "page" : undefined}
        activeProps={{}}
        data-collection={name}
      >
        <Icon className={styles["icon"]} aria-hidden />
        <span className={styles["name"]}>
          {name}
          {field !== undefined && (
            <span className={styles["found"]}>
              {fill(texts.hasField, { field })}
            </span>
          )}
        </span>
        {lacksProviders(collection) && (
          <Tooltip text={texts.noProviders}>
            <TriangleAlert className={styles["warning"]} aria-hidden />
          </Tooltip>
        )}
      </Link>
      <span className={isPinned ? styles["pinned"] : styles["pin"]}>
        <IconButton
          icon={isPinned ? PinOff : Pin}
          size="small"
          label={fill(isPinned ? texts.unpin : texts.pin, { name })}
          onClick={onPin}
        />
      </span>
    </li>
  );
}

function lacksProviders(collection: CollectionModel): boolean {
  return (
    collection.type === "auth" &&
    collection.oauth2.enabled &&
    collection.oauth2.providers.length === 0
  );
}
