import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { SelectField } from "../../components/fields/select-field.tsx";
import { settingsText } from "../../text/settings.ts";
import styles from "./settings-frame.module.css";
import { type SettingsPlace, useSettingsPlaces } from "./settings-places.ts";

/** The settings' pages, beside the list of them. */
export function SettingsFrame() {
  const groups = useSettingsPlaces();
  return (
    <div className={styles["frame"]}>
      <nav className={styles["side"]} aria-label={settingsText.navigation}>
        {groups.map((group) => (
          <div key={group.label}>
            <h2 className={styles["label"]}>{group.label}</h2>
            <ul className={styles["list"]}>
              {group.places.map((place) => (
                <li key={place.to}>
                  <PlaceLink place={place} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className={styles["choice"]}>
        <PlaceChoice />
      </div>
      <div className={styles["page"]}>
        <Outlet />
      </div>
    </div>
  );
}

function PlaceLink({ place }: { readonly place: SettingsPlace }) {
  const { to, search, icon: Icon, label } = place;
  return (
    <Link
      to={to}
      search={search ?? {}}
      className={styles["place"]}
      activeOptions={{ exact: true, includeSearch: false }}
    >
      <Icon aria-hidden />
      <span>{label}</span>
    </Link>
  );
}

/** The same list where there is no room for it. */
function PlaceChoice() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const all = useSettingsPlaces().flatMap(({ places }) => places);
  return (
    <SelectField
      label={settingsText.choose}
      labelHidden
      value={pathname}
      options={all.map(({ to, label, icon }) => ({ value: to, label, icon }))}
      onChange={(to) => {
        const search = all.find((place) => place.to === to)?.search ?? {};
        void navigate({ to, search });
      }}
    />
  );
}
