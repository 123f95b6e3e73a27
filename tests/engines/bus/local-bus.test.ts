import { expect, test } from "bun:test";
import { createLocalBus } from "../../../src/engines/bus/local/local-bus.ts";

const unexpected = (error: unknown) => {
  throw error;
};

test("an event reaches every listener of its topic, and no other", () => {
  const bus = createLocalBus(unexpected);
  const heard: unknown[] = [];
  bus.subscribe("records", (data) => heard.push(["first", data]));
  bus.subscribe("records", (data) => heard.push(["second", data]));
  bus.subscribe("collections", (data) => heard.push(["other", data]));
  bus.publish({ topic: "records", data: { id: 1 } });
  expect(heard).toEqual([
    ["first", { id: 1 }],
    ["second", { id: 1 }],
  ]);
});

test("a listener that has stopped hears nothing more", () => {
  const bus = createLocalBus(unexpected);
  const heard: unknown[] = [];
  const stop = bus.subscribe("records", (data) => heard.push(data));
  bus.publish({ topic: "records", data: 1 });
  stop();
  bus.publish({ topic: "records", data: 2 });
  expect(heard).toEqual([1]);
});

test("a listener that throws is reported and stops neither the others nor the publisher", () => {
  const errors: unknown[] = [];
  const bus = createLocalBus((error) => errors.push(error));
  const heard: unknown[] = [];
  const failure = new Error("broken");
  bus.subscribe("records", () => {
    throw failure;
  });
  bus.subscribe("records", (data) => heard.push(data));
  bus.publish({ topic: "records", data: 1 });
  expect(heard).toEqual([1]);
  expect(errors).toEqual([failure]);
});

test("a topic called error is a topic like any other", () => {
  const bus = createLocalBus(unexpected);
  bus.publish({ topic: "error", data: new Error("nobody listens") });
  const heard: unknown[] = [];
  bus.subscribe("error", (data) => heard.push(data));
  bus.publish({ topic: "error", data: 1 });
  expect(heard).toEqual([1]);
});

test("a closed bus carries nothing", async () => {
  const bus = createLocalBus(unexpected);
  const heard: unknown[] = [];
  bus.subscribe("records", (data) => heard.push(data));
  await bus.close();
  bus.publish({ topic: "records", data: 1 });
  expect(heard).toEqual([]);
});
