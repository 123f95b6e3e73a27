import { useNavigate } from "@tanstack/react-router";
import {
  Archive,
  BookOpen,
  Clock,
  Database,
  Download,
  HardDrive,
  LogOut,
  Mail,
  Palette,
  Plus,
  ScrollText,
  Settings,
  SquareTerminal,
  Upload,
} from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { shownZones } from "../../components/times/clock.ts";
import { useChosenZone } from "../../components/times/shown-zone.tsx";
import { collectionIcons } from "../../pages/collections/collection-icons.ts";
import { useCollections } from "../../server/collections.ts";
import { docsUrl } from "../../server/connect.ts";
import { useHidesControls } from "../../server/settings.ts";
import { commandsText as texts } from "../../text/commands.ts";
import { fill } from "../../text/index.ts";
import { shellText } from "../../text/shell.ts";
import { logOut } from "../log-out.ts";
import { setTheme, themes } from "../theme.ts";
import type { Command } from "./command.ts";

const importing = "/settings/import-collections";

const pages = [
  ["/collections", texts.pages.collections, Database],
  ["/logs", texts.pages.logs, ScrollText],
  ["/settings", texts.pages.application, Settings],
  ["/settings/mail", texts.pages.mail, Mail],
  ["/settings/storage", texts.pages.storage, HardDrive],
  ["/settings/backups", texts.pages.backups, Archive],
  ["/settings/crons", texts.pages.crons, Clock],
  ["/settings/sql", texts.pages.sql, SquareTerminal],
  ["/settings/export-collections", texts.pages.exporting, Download],
  [importing, texts.pages.importing, Upload],
] as const;

/** All that the palette offers now. */
export function useCommands(): readonly Command[] {
  const navigate = useNavigate();
  const hidesControls = useHidesControls();
  const [, chooseZone] = useChosenZone();
  const { data = [] } = useCollections();
  // One's own before the server's.
  const collections = data.toSorted(
    (one, other) => Number(one.system) - Number(other.system),
  );

  const goTo = (collection: CollectionModel): Command => ({
    id: `collection:${collection.id}`,
    label: collection.name,
    icon: collectionIcons[collection.type],
    group: "collections",
    run: () =>
      void navigate({
        to: "/collections",
        search: { collection: collection.name },
      }),
  });
  const createIn = ({ id, name }: CollectionModel): Command => ({
    id: `create:${id}`,
    label: fill(texts.newRecord, { collection: name }),
    icon: Plus,
    group: "create",
    run: () =>
      void navigate({
        to: "/collections",
        search: { collection: name, create: "record" },
      }),
  });
  const createCollection: Command = {
    id: "create-collection",
    label: texts.newCollection,
    icon: Plus,
    group: "create",
    run: () =>
      void navigate({
        to: "/collections",
        search: (search) => ({ ...search, create: "collection" }),
      }),
  };

  return [
    ...collections.map(goTo),
    ...(hidesControls ? [] : [createCollection]),
    ...collections.filter(isWritable).map(createIn),
    ...pages
      .filter(([to]) => !(hidesControls && to === importing))
      .map(([to, label, icon]): Command => ({
        id: `page:${to}`,
        label,
        icon,
        group: "pages",
        run: () => void navigate({ to }),
      })),
    ...themes.map((theme): Command => ({
      id: `theme:${theme}`,
      label: fill(texts.theme, { theme: shellText.themes[theme] }),
      icon: Palette,
      group: "actions",
      run: () => setTheme(theme),
    })),
    ...shownZones.map((zone): Command => ({
      id: `times:${zone}`,
      label: fill(texts.times, { zone: shellText.zones[zone] }),
      icon: Clock,
      group: "actions",
      run: () => chooseZone(zone),
    })),
    {
      id: "documentation",
      label: texts.documentation,
      icon: BookOpen,
      group: "actions",
      run: () => void window.open(docsUrl, "_blank", "noopener"),
    },
    {
      id: "log-out",
      label: texts.logOut,
      icon: LogOut,
      group: "actions",
      run: logOut,
    },
  ];
}

function isWritable({ type, system }: CollectionModel): boolean {
  return type !== "view" && !system;
}
