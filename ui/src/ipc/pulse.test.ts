/** What the pulse makes the queries on screen read again, and what not. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectRoot } from "../test.runes.svelte";
import { call, collectChanges } from "./call";
import { fakeHost, type FakeHost } from "./fake";
import type { Deal, DealId, Product } from "./generated";
import { startPulse } from "./pulse";
import { query } from "./query.svelte";

const BEAT_MS = 2100;
const beat = (times = 1) => vi.advanceTimersByTimeAsync(times * BEAT_MS);
let host: FakeHost;
let ends: (() => void)[] = [];

/** Three queries on screen, each with topics of its own, and the pulse running. Everything read so far is forgotten. */
async function onScreen(): Promise<void> {
  host = fakeHost({ "products.list": [], "targets.list": [], "deals.get": { id: 1 } as unknown as Deal, "products.save": { id: 1 } as unknown as Product });
  const stop = effectRoot(() => {
    query("products.list", () => ({}));
    query("targets.list", () => ({ year: 2026 }));
    // Its topics are, among others, products and deals.
    query("deals.get", () => ({ id: 1 as DealId }));
  });
  flushSync();
  ends = [startPulse(), stop];
  await beat();
  expect(reads()).toEqual({ "products.list": 1, "targets.list": 1, "deals.get": 1 });
}
/** How often each query was read since the last time. */
function reads(): Record<string, number> {
  const count: Record<string, number> = {};
  for (const { command } of host.calls.splice(0)) if (/\.(list|get)$/.test(command)) count[command] = (count[command] ?? 0) + 1;
  return count;
}

describe("the pulse", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    for (const end of ends) end();
    vi.useRealTimers();
  });

  it("asks what came since, and nothing is read while nothing came", async () => {
    await onScreen();
    host.foreign("targets.save");
    await beat();
    reads();
    await beat();
    expect(host.calls).toEqual([{ command: "workspace.pulse", input: { since: host.changes.at(-1)?.id }, language: "en" }]);
  });
  it("passes over one's own change: each query it touches is read exactly once", async () => {
    await onScreen();
    await call("products.save", { name: "B" });
    await beat(3);
    expect(reads()).toEqual({ "products.list": 1, "deals.get": 1 });
    const { call: collecting, changes } = collectChanges();
    await collecting("products.save", { name: "C" });
    await beat(3);
    expect(changes).toEqual([host.changes.at(-1)?.id]);
    expect(reads()).toEqual({ "products.list": 1, "deals.get": 1 });
  });
  it("reads what others changed by its topics, once for all changes, and leaves the rest", async () => {
    await onScreen();
    host.foreign("products.save", "deals.edit", "products.save");
    await beat(3);
    expect(reads()).toEqual({ "products.list": 1, "deals.get": 1 });
    host.foreign("targets.save");
    await beat(3);
    expect(reads()).toEqual({ "targets.list": 1 });
  });
  it("tells others' changes from one's own that lie between them", async () => {
    await onScreen();
    host.foreign("targets.save");
    await call("products.save", { name: "B" });
    await beat(3);
    expect(reads()).toEqual({ "products.list": 1, "deals.get": 1, "targets.list": 1 });
  });
  it.each(["imports.start", "tick.health", "no.such", "constructor"])("reads everything after %s, whose topics do not say what it changed", async (command) => {
    await onScreen();
    host.foreign(command);
    await beat(3);
    expect(reads()).toEqual({ "products.list": 1, "targets.list": 1, "deals.get": 1 });
  });
  it("names up to a hundred changes; after more, everything is read", async () => {
    await onScreen();
    host.foreign(...Array<string>(100).fill("targets.save"));
    await beat(3);
    expect(reads()).toEqual({ "targets.list": 1 });
    host.foreign(...Array<string>(101).fill("targets.save"));
    await beat(3);
    expect(reads()).toEqual({ "products.list": 1, "targets.list": 1, "deals.get": 1 });
  });
  it("reads everything when the numbers began again, as in another file", async () => {
    await onScreen();
    host.foreign("targets.save", "targets.save");
    await beat();
    reads();
    host.changes.pop();
    await beat(3);
    expect(reads()).toEqual({ "products.list": 1, "targets.list": 1, "deals.get": 1 });
  });

  describe("faster than the answer to one's own change", () => {
    /** A change that is in the file at once, while its answer waits. */
    async function slowly() {
      await onScreen();
      let end!: { answer: (row: Product) => void; lose: (why: unknown) => void };
      host.answer({ "products.save": () => new Promise<Product>((answer, lose) => (end = { answer, lose })) });
      const saving = call("products.save", { name: "B" }).catch(() => {});
      await beat(2);
      expect(reads()).toEqual({});
      return { saving, ...end };
    }
    it("waits for it, and reads once what it touches", async () => {
      const { saving, answer } = await slowly();
      answer({ id: 1 } as unknown as Product);
      await saving;
      await beat(3);
      expect(reads()).toEqual({ "products.list": 1, "deals.get": 1 });
    });
    it("reads what others changed beside it as soon as it is known whose is whose", async () => {
      const { saving, answer } = await slowly();
      host.foreign("targets.save");
      await beat();
      expect(reads()).toEqual({});
      answer({ id: 1 } as unknown as Product);
      await saving;
      await beat(3);
      expect(reads()).toEqual({ "products.list": 1, "deals.get": 1, "targets.list": 1 });
    });
    it("takes a change for somebody else's when its answer is lost", async () => {
      const { saving, lose } = await slowly();
      lose(new TypeError("network"));
      await saving;
      await beat(3);
      expect(reads()).toEqual({ "products.list": 1, "deals.get": 1 });
    });
    it("asks no second time while it waits", async () => {
      const { saving, answer } = await slowly();
      document.dispatchEvent(new Event("visibilitychange"));
      await beat();
      expect(host.calls).toEqual([]);
      answer({ id: 1 } as unknown as Product);
      await saving;
    });
  });
});
