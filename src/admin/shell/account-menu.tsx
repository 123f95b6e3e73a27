import { useNavigate } from "@tanstack/react-router";
import {
  BookOpen,
  CircleUser,
  Info,
  Keyboard,
  LogOut,
  UserCog,
} from "lucide-react";
import { version } from "../../../package.json";
import { IconButton } from "../components/button.tsx";
import { Menu } from "../components/overlays/menu.tsx";
import { copyAndSay } from "../components/texts/copy-and-say.ts";
import { shownZones, zoneName } from "../components/times/clock.ts";
import { useChosenZone } from "../components/times/shown-zone.tsx";
import { superusers } from "../server/client.ts";
import { docsUrl } from "../server/connect.ts";
import { useSuperuser } from "../server/session.ts";
import { fill } from "../text/index.ts";
import { shellText } from "../text/shell.ts";
import { logOut } from "./log-out.ts";

const texts = shellText.account;

/** Who is logged in, and what is theirs to do. */
export function AccountMenu({
  onShortcuts,
}: {
  readonly onShortcuts: () => void;
}) {
  const navigate = useNavigate();
  const superuser = useSuperuser();
  const [zone, chooseZone] = useChosenZone();
  const name: unknown = superuser?.["email"];
  return (
    <Menu
      label={typeof name === "string" ? name : texts.menu}
      trigger={<IconButton icon={CircleUser} label={texts.menu} />}
      items={[
        {
          label: texts.superusers,
          icon: UserCog,
          onSelect: () =>
            void navigate({
              to: "/collections",
              search: { collection: superusers },
            }),
        },
        {
          label: texts.documentation,
          icon: BookOpen,
          onSelect: () => void window.open(docsUrl, "_blank", "noopener"),
        },
        { label: texts.shortcuts, icon: Keyboard, onSelect: onShortcuts },
        {
          label: texts.times,
          separatorBefore: true,
          choices: shownZones.map((one) => ({
            label: shellText.zones[one],
            hint: one === "utc" ? texts.timesUtc : zoneName(one),
            checked: one === zone,
            onSelect: () => chooseZone(one),
          })),
        },
        {
          label: texts.logOut,
          icon: LogOut,
          separatorBefore: true,
          onSelect: logOut,
        },
        {
          label: fill(texts.version, { version }),
          hint: texts.versionHint,
          icon: Info,
          separatorBefore: true,
          onSelect: () => void copyAndSay(version),
        },
      ]}
    />
  );
}
