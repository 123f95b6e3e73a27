import type { AuthProps } from "../auth-props.ts";
import { mailKinds } from "./mail-kinds.ts";
import { MailSection } from "./mail-section.tsx";

/** The mails that accounts get. */
export function MailSections(props: AuthProps) {
  return mailKinds
    .filter(({ isForSuperusers }) => isForSuperusers || !props.isSuperusers)
    .map((kind) => <MailSection key={kind.path} kind={kind} {...props} />);
}
