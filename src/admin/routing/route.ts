/** Which page a link leads to. The paths are PocketBase's, since stored mail templates and OAuth2 redirects name them. */
export type Route =
  | {
      readonly page: LinkPage;
      /** Empty when the link is cut off, or used up. */ readonly token: string;
    }
  | { readonly page: PlainPage };

/** Pages that a link with a token leads to. */
export type LinkPage =
  "verification" | "passwordReset" | "emailChange" | "install";

export type PlainPage = "start" | "oauth2Success" | "oauth2Failure";

const linkPages: Readonly<Record<LinkPage, string>> = {
  verification: "/auth/confirm-verification",
  passwordReset: "/auth/confirm-password-reset",
  emailChange: "/auth/confirm-email-change",
  install: "/pbinstall",
};

/** @param hash of the address, with or without its `#` */
export function parseRoute(hash: string): Route {
  const [path = ""] = hash.replace(/^#/, "").split("?");
  if (path === "/auth/oauth2-redirect-success")
    return { page: "oauth2Success" };
  if (path === "/auth/oauth2-redirect-failure")
    return { page: "oauth2Failure" };
  for (const page of Object.keys(linkPages) as LinkPage[]) {
    const root = linkPages[page];
    if (path === root) return { page, token: "" };
    if (path.startsWith(`${root}/`)) {
      return { page, token: path.slice(root.length + 1) };
    }
  }
  return { page: "start" };
}

/** The hash of a page without a token. */
export function hashOf(page: LinkPage): string {
  return `#${linkPages[page]}`;
}
