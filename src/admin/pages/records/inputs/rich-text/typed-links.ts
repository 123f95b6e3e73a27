import { Link } from "@tiptap/extension-link";
import { isMailAddress } from "./link-address.ts";

/** Links, which addresses become by themselves once they are typed or pasted. */
export const TypedLink = Link.extend({
  // What is typed behind a link is no part of it.
  inclusive: false,
}).configure({
  openOnClick: false,
  autolink: true,
  defaultProtocol: "https",
  shouldAutoLink: isAddress,
  HTMLAttributes: { target: null, rel: null, class: null },
});

/** Whether a word is meant as an address: names of files and programs (`notes.md`, `node.js`) end as hosts do, too. */
export function isAddress(word: string): boolean {
  return (
    /^(?:(?:https?|ftp):\/\/|www\.|mailto:)\S+$/i.test(word) ||
    isMailAddress(word)
  );
}
