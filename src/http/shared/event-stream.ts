/** An event as it goes to a client. */
export interface StreamedEvent {
  /** One line. */
  readonly event: string;
  /** One line. */
  readonly data: string;
}

/** Bytes that may wait for a reader, besides the megabytes that the kernel holds for it. */
const maxWaiting = 512 * 1024;

const encoder = new TextEncoder();
const frames = new WeakMap<StreamedEvent, Uint8Array>();

/**
 * The body of an answer in server-sent events. What waits for a reader is bounded; an event that goes to many is
 * encoded once.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #cutOff: () => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #idLine = encoder.encode("");
  /** Called when the reader has gone. */
  onLeft: () => void = () => {};

  /** @param cutOff closes the connection without waiting for its reader */
  constructor(cutOff: () => void) {
    this.#cutOff = cutOff;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => {
          this.#controller = undefined;
          this.onLeft();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
    );
  }

  /** The id that all events have. */
  set id(id: string) {
    this.#idLine = encoder.encode(`id:${id}\n`);
  }

  /** Returns false if the stream has ended, or its reader is too slow. */
  send(event: StreamedEvent): boolean {
    const controller = this.#controller;
    if (controller === undefined || waitingIn(controller) > maxWaiting) {
      return false;
    }
    if (this.#idLine.length > 0) controller.enqueue(this.#idLine);
    controller.enqueue(frameOf(event));
    return true;
  }

  /** Ends the stream; a reader who is behind is cut off. */
  end(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    if (controller === undefined) return;
    if (waitingIn(controller) === 0) {
      controller.close();
      return;
    }
    controller.error();
    this.#cutOff();
  }
}

/** Bytes that wait. */
function waitingIn(
  controller: ReadableStreamDefaultController<Uint8Array>,
): number {
  return -(controller.desiredSize ?? 0);
}

function frameOf(event: StreamedEvent): Uint8Array {
  const known = frames.get(event);
  if (known !== undefined) return known;
  const frame = encoder.encode(`event:${event.event}\ndata:${event.data}\n\n`);
  frames.set(event, frame);
  return frame;
}
