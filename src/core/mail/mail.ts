import type { StoredRecord } from "../records/record.ts";

/**
 * The mails of logins, and of the server itself. Those of logins are made from the record's collection's templates. All are sent as the settings say. Each resolves once the
 * mail is handed over and throws when that fails.
 */
export interface Mail {
  verification(record: StoredRecord, token: string): Promise<void>;
  passwordReset(record: StoredRecord, token: string): Promise<void>;
  /** Goes to the new address. */
  emailChange(
    record: StoredRecord,
    token: string,
    newEmail: string,
  ): Promise<void>;
  /** Returns the address that it was handed over for, which is not the record's if a handler says so; empty if one kept it. */
  oneTimePassword(
    record: StoredRecord,
    otpId: string,
    password: string,
  ): Promise<string>;
  /** @param info when and from where the login came, as plain text */
  authAlert(record: StoredRecord, info: string): Promise<void>;
  /** Tells somebody who looks after the server what is wrong with it. Both texts are plain. */
  systemAlert(
    to: string,
    alert: { readonly subject: string; readonly details: string },
  ): Promise<void>;
  /** Ends the connections to mail servers. */
  close(): Promise<void>;
}
