import { useLocation } from "@tanstack/react-router";
import {
  Archive,
  CalendarClock,
  Database,
  FileInput,
  FileOutput,
  HardDrive,
  type LucideIcon,
  Mail,
  ShieldUser,
  SlidersHorizontal,
} from "lucide-react";
import { superusers } from "../../server/client.ts";
import { useHidesControls } from "../../server/settings.ts";
import { settingsText } from "../../text/settings.ts";

const { places, groups } = settingsText;

/** A page that the settings lead to. */
export interface SettingsPlace {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Whether it is for changing collections, and so hidden where the settings hide that. */
  readonly changesCollections?: true;
}

/** Pages that belong together. */
interface PlaceGroup {
  readonly label: string;
  readonly places: readonly SettingsPlace[];
}

const settingsPlaces: readonly PlaceGroup[] = [
  {
    label: groups.system,
    places: [
      { to: "/settings", label: places.application, icon: SlidersHorizontal },
      { to: "/settings/mail", label: places.mail, icon: Mail },
      { to: "/settings/storage", label: places.storage, icon: HardDrive },
      { to: "/settings/backups", label: places.backups, icon: Archive },
      { to: "/settings/crons", label: places.crons, icon: CalendarClock },
      { to: "/settings/sql", label: places.sql, icon: Database },
    ],
  },
  {
    label: groups.sync,
    places: [
      {
        to: "/settings/export-collections",
        label: places.export,
        icon: FileOutput,
      },
      {
        to: "/settings/import-collections",
        label: places.import,
        icon: FileInput,
        changesCollections: true,
      },
    ],
  },
  {
    label: groups.people,
    places: [
      {
        to: "/collections",
        search: { collection: superusers },
        label: places.superusers,
        icon: ShieldUser,
      },
    ],
  },
];

/** The settings' pages, in groups, without those that the settings hide; the one that is open stays. */
export function useSettingsPlaces(): readonly PlaceGroup[] {
  const hidesControls = useHidesControls();
  const { pathname } = useLocation();
  return settingsPlaces.map(({ label, places: all }) => ({
    label,
    places: all.filter(
      ({ to, changesCollections }) =>
        !(hidesControls && changesCollections) || to === pathname,
    ),
  }));
}
