import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { CollectionsPage } from "../pages/collections/collections-page.tsx";
import { EmailChangePage } from "../pages/links/email-change-page.tsx";
import { InstallPage } from "../pages/links/install-page.tsx";
import { OAuth2Page } from "../pages/links/oauth2-page.tsx";
import { PasswordResetPage } from "../pages/links/password-reset-page.tsx";
import { VerificationPage } from "../pages/links/verification-page.tsx";
import { LoginPage } from "../pages/login/login-page.tsx";
import { ResetRequestPage } from "../pages/login/reset-request-page.tsx";
import { loadFirstRows } from "../pages/collections/load-first-rows.ts";
import { prefetchCollections } from "../server/collections.ts";
import { isLoggedIn } from "../server/session.ts";
import { Frame } from "../shell/frame.tsx";
import { PageFailure } from "../shell/page-failure.tsx";
import { type LinkPage, linkPaths } from "./link-paths.ts";
import { LinkRoute } from "./link-route.tsx";
import { parseSearch, searchOf, stringifySearch } from "./search.ts";

/*
 * The admin's addresses. They are PocketBase's, since stored mail templates, OAuth2 redirects and bookmarks name them.
 */

const root = createRootRoute({});

const links: Readonly<
  Record<LinkPage, Parameters<typeof LinkRoute>[0]["page"]>
> = {
  verification: VerificationPage,
  passwordReset: PasswordResetPage,
  emailChange: EmailChangePage,
  install: InstallPage,
};

/** With its token, and without: the token goes from the address once it is used, and mail programs cut links off. */
const linkRoutes = (Object.keys(links) as LinkPage[]).flatMap((name) =>
  [linkPaths[name], `${linkPaths[name]}/$token` as const].map((path) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: () => <LinkRoute page={links[name]} />,
    }),
  ),
);

const oauth2Routes = [
  createRoute({
    getParentRoute: () => root,
    path: "/auth/oauth2-redirect-success",
    component: () => <OAuth2Page succeeded />,
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/auth/oauth2-redirect-failure",
    component: () => <OAuth2Page succeeded={false} />,
  }),
];

const guest = createRoute({
  getParentRoute: () => root,
  id: "guest",
  beforeLoad: () => {
    if (isLoggedIn()) redirect({ to: "/collections", throw: true });
  },
});

const login = createRoute({
  getParentRoute: () => guest,
  path: "/login",
  validateSearch: searchOf("back", "demoEmail", "demoPassword"),
  component: LoginPage,
});

const resetRequest = createRoute({
  getParentRoute: () => guest,
  path: "/request-password-reset",
  component: ResetRequestPage,
});

const superuser = createRoute({
  getParentRoute: () => root,
  id: "superuser",
  component: Frame,
  beforeLoad: ({ location }) => {
    if (isLoggedIn()) {
      void prefetchCollections();
      return;
    }
    const back = location.href === "/" ? undefined : location.href;
    redirect({ to: "/login", search: { back }, throw: true });
  },
});

const start = createRoute({
  getParentRoute: () => superuser,
  path: "/",
  beforeLoad: () => {
    redirect({ to: "/collections", replace: true, throw: true });
  },
});

/** An address that leads nowhere is an old one, or mistyped: the admin begins with the collections. */
const elsewhere = createRoute({
  getParentRoute: () => superuser,
  path: "$",
  beforeLoad: () => {
    redirect({ to: "/collections", replace: true, throw: true });
  },
});

const recordsSearch = searchOf(
  "collection",
  "filter",
  "sort",
  "record",
  "create",
);

const collections = createRoute({
  getParentRoute: () => superuser,
  path: "/collections",
  validateSearch: recordsSearch,
  loaderDeps: ({ search: { collection, filter, sort } }) => ({
    collection,
    filter,
    sort,
  }),
  loader: ({ deps }) => loadFirstRows(deps),
  component: CollectionsPage,
});

const logs = createRoute({
  getParentRoute: () => superuser,
  path: "/logs",
  validateSearch: searchOf(
    "logId",
    "filter",
    "sort",
    "from",
    "to",
    "level",
    "superuserRequests",
  ),
  component: lazyRouteComponent(
    () => import("../pages/logs/logs-page.tsx"),
    "LogsPage",
  ),
});

const settings = createRoute({
  getParentRoute: () => superuser,
  path: "/settings",
  component: lazyRouteComponent(
    () => import("../pages/settings/settings-frame.tsx"),
    "SettingsFrame",
  ),
});

const settingsPages = [
  createRoute({
    getParentRoute: () => settings,
    path: "/",
    component: lazyRouteComponent(
      () => import("../pages/settings/application/application-page.tsx"),
      "ApplicationPage",
    ),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/mail",
    component: lazyRouteComponent(
      () => import("../pages/settings/mail/mail-page.tsx"),
      "MailPage",
    ),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/storage",
    component: lazyRouteComponent(
      () => import("../pages/settings/storage/storage-page.tsx"),
      "StoragePage",
    ),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/backups",
    component: lazyRouteComponent(
      () => import("../pages/settings/backups/backups-page.tsx"),
      "BackupsPage",
    ),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/crons",
    component: lazyRouteComponent(
      () => import("../pages/settings/crons/crons-page.tsx"),
      "CronsPage",
    ),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/export-collections",
    component: lazyRouteComponent(
      () => import("../pages/settings/transfer/export-collections-page.tsx"),
      "ExportCollectionsPage",
    ),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/import-collections",
    component: lazyRouteComponent(
      () => import("../pages/settings/transfer/import-collections-page.tsx"),
      "ImportCollectionsPage",
    ),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/sql",
    component: lazyRouteComponent(
      () => import("../pages/sql/sql-page.tsx"),
      "SqlPage",
    ),
  }),
];

/** Leads from address to page. */
export const router = createRouter({
  routeTree: root.addChildren([
    ...linkRoutes,
    ...oauth2Routes,
    guest.addChildren([login, resetRequest]),
    superuser.addChildren([
      start,
      collections,
      logs,
      settings.addChildren(settingsPages),
      elsewhere,
    ]),
  ]),
  history: createHashHistory(),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: () => null,
  trailingSlash: "never",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
