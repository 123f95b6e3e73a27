import type { Login } from "./logins.ts";
import type { RealtimeClient, RealtimeMessage } from "./realtime.ts";

/** What happens around a client. */
export interface ClientParts {
  readonly id: string;
  /** Empty when it is not known. */
  readonly address: string;
  readonly deliver: (message: RealtimeMessage) => boolean;
  /** Is called once, when the client is no more. */
  readonly ended: (client: Client) => void;
}

/** A connected client, and who it is. */
export class Client implements RealtimeClient {
  readonly id: string;
  readonly address: string;
  subscriptions: ReadonlySet<string> = new Set();
  /** Undefined for guests. */
  login: Login | undefined;
  /** Ends the waiting for an OAuth2 login, if the client waits for one. */
  stopWaiting: (() => void) | undefined;
  readonly since = performance.now();
  lastMessage = this.since;
  #isConnected = true;
  readonly #deliver: ClientParts["deliver"];
  readonly #ended: ClientParts["ended"];

  constructor({ id, address, deliver, ended }: ClientParts) {
    this.id = id;
    this.address = address;
    this.#deliver = deliver;
    this.#ended = ended;
  }

  /** Hands the message on; one who does not keep up is disconnected. */
  send(message: RealtimeMessage): void {
    if (!this.#isConnected) return;
    this.lastMessage = performance.now();
    if (!this.#deliver(message)) this.disconnect();
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  disconnect(): void {
    if (!this.#isConnected) return;
    this.#isConnected = false;
    this.#ended(this);
  }
}
