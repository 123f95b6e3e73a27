export interface MailAddress {
  readonly name?: string;
  readonly address: string;
}

export interface Message {
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly subject: string;
  readonly html: string;
  /** The same in plain text; when empty, it is made of the HTML. */
  readonly text: string;
}

/** Sends mail. */
export interface Mailer {
  /**
   * Resolves once the next server has taken the message over.
   * @throws {MailFailed}
   */
  send(message: Message): Promise<void>;
  /** Ends its connections; what is still being sent fails. */
  close(): Promise<void>;
}

/** A message could not be handed over. The message says to whom and why, for an administrator; it holds no secret. */
export class MailFailed extends Error {
  override readonly name = "MailFailed";
}
