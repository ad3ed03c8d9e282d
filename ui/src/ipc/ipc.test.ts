import { flushSync } from "svelte";
import { describe, expect, it, vi } from "vitest";
import { locale } from "../i18n.svelte";
import { call, markStale } from "./call";
import { Failure } from "./failure";
import { fakeHost } from "./fake";
import type { DealRow, Product, ProductId } from "./generated";
import { setHost } from "./host";
import { startPulse } from "./pulse";
import { effectRoot } from "../test.runes.svelte";
import { pagedQuery, query, type PagedQuery, type Query } from "./query.svelte";

const product = (name: string): Product => ({ id: 1 as ProductId, code: null, name, series: null, list_price_minor: null, active: true, sample: false });
const settle = async () => {
  await vi.waitFor(() => {});
  await new Promise((done) => setTimeout(done));
  flushSync();
};

/** Runs `make` as a component would. */
function within<T>(make: () => T): { value: T; stop: () => void } {
  let value!: T;
  const stop = effectRoot(() => {
    value = make();
  });
  flushSync();
  return { value, stop };
}

describe("call", () => {
  it("sends the command, its input and the language", async () => {
    const host = fakeHost({ "products.list": [product("GTX")] });
    expect(await call("products.list")).toEqual([product("GTX")]);
    expect(host.calls).toEqual([{ command: "products.list", input: {}, language: locale.current }]);
  });
  it("turns any rejection into a Failure", async () => {
    const host = fakeHost();
    await expect(call("products.list")).rejects.toMatchObject({ kind: "not_found", code: "command.unknown" });
    host.answer({ "products.list": () => Promise.reject({ kind: "invalid", code: "x.y", message: "No.", field: "name" }) });
    const failure = await call("products.list").catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: "invalid", field: "name", command: "products.list" });
    host.answer({ "products.list": () => Promise.reject("boom") });
    await expect(call("products.list")).rejects.toMatchObject({ kind: "internal", message: "boom" });
  });
});

describe("query", () => {
  it("reads, keeps the old answer while a change makes it stale, and reads again", async () => {
    let names = ["A"];
    const host = fakeHost({ "products.list": () => names.map(product), "products.save": () => product("B") });
    const { value: list, stop } = within<Query<Product[]>>(() => query("products.list", () => ({})));
    expect(list.loading).toBe(true);
    await settle();
    expect(list.data).toHaveLength(1);
    names = ["A", "B"];
    const saving = call("products.save", { name: "B" });
    await saving;
    expect(list.data).toHaveLength(1);
    expect(list.loading).toBe(false);
    await settle();
    expect(list.data).toHaveLength(2);
    const reads = host.calls.filter(({ command }) => command === "products.list").length;
    markStale(["targets"]);
    await settle();
    expect(host.calls.filter(({ command }) => command === "products.list")).toHaveLength(reads);
    stop();
    markStale("all");
    await settle();
    expect(host.calls.filter(({ command }) => command === "products.list")).toHaveLength(reads);
  });
  it("keeps the same object when the answer is equal", async () => {
    fakeHost({ "products.list": () => [product("A")] });
    const { value: list, stop } = within<Query<Product[]>>(() => query("products.list", () => ({})));
    await settle();
    const before = list.data;
    markStale("all");
    await settle();
    expect(list.data).toBe(before);
    stop();
  });
  it("ignores an answer that a newer question overtook", async () => {
    const answers: ((rows: Product[]) => void)[] = [];
    fakeHost({ "products.list": () => new Promise<Product[]>((done) => answers.push(done)) });
    const { value: list, stop } = within<Query<Product[]>>(() => query("products.list", () => ({})));
    void list.refetch();
    await settle();
    answers[1]?.([product("new")]);
    await settle();
    answers[0]?.([product("old")]);
    await settle();
    expect(list.data?.[0]?.name).toBe("new");
    stop();
  });
  it("keeps the data when a refetch fails, and says why", async () => {
    const host = fakeHost({ "products.list": [product("A")] });
    const { value: list, stop } = within<Query<Product[]>>(() => query("products.list", () => ({})));
    await settle();
    host.answer({ "products.list": () => Promise.reject({ kind: "busy", code: "file.busy", message: "Busy." }) });
    await list.refetch();
    expect(list.data).toHaveLength(1);
    expect(list.failure?.kind).toBe("busy");
    stop();
  });
  it("waits while the input is null and asks again in another language", async () => {
    const host = fakeHost({ "products.list": [] });
    const { stop: stopNone } = within(() => query("products.list", () => null));
    await settle();
    expect(host.calls).toHaveLength(0);
    stopNone();
    const { stop } = within(() => query("products.list", () => ({})));
    await settle();
    locale.current = "zh";
    flushSync();
    await settle();
    expect(host.calls.map(({ language }) => language)).toEqual(["en", "zh"]);
    locale.current = "en";
    stop();
  });
});

describe("pagedQuery", () => {
  it("appends pages and rereads as many as were on screen", async () => {
    const rows = Array.from({ length: 5 }, (_, i) => ({ id: i, name: `Deal ${i}` })) as unknown as DealRow[];
    const host = fakeHost({
      "opportunities.list": ({ after, limit = 2 }) => {
        const from = Number(after ?? 0);
        return { rows: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null };
      },
    });
    const { value: list, stop } = within<PagedQuery<DealRow>>(() => pagedQuery("opportunities.list", () => ({}), 2));
    await settle();
    expect(list.rows).toHaveLength(2);
    await list.loadMore();
    expect(list.rows).toHaveLength(4);
    expect(list.more).toBe(true);
    rows[3] = { ...rows[3], name: "Changed" } as DealRow;
    markStale(["deals"]);
    await settle();
    expect(list.rows[3]?.name).toBe("Changed");
    expect(list.rows).toHaveLength(4);
    await list.loadMore();
    expect(list.more).toBe(false);
    await list.loadMore();
    expect(list.rows).toHaveLength(5);
    expect(host.calls.length).toBe(5);
    stop();
  });
});

describe("pulse", () => {
  it("refreshes everything when somebody else changed the file", async () => {
    vi.useFakeTimers();
    let change = 1;
    const host = fakeHost({ "workspace.pulse": () => ({ last_change_id: change }), "products.list": [] });
    const { stop } = within(() => query("products.list", () => ({})));
    const end = startPulse();
    await vi.advanceTimersByTimeAsync(4100);
    const reads = () => host.calls.filter(({ command }) => command === "products.list").length;
    expect(reads()).toBe(1);
    change = 2;
    await vi.advanceTimersByTimeAsync(2100);
    expect(reads()).toBe(2);
    end();
    stop();
    vi.useRealTimers();
  });
});

describe("the HTTP host", () => {
  it("posts JSON with the language and passes the failure on", async () => {
    vi.resetModules();
    const { host } = await import("./host");
    setHost(host());
    const asked = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(JSON.stringify({ kind: "forbidden", code: "x", message: "No." }), { status: 403 }));
    await expect(call("products.list")).rejects.toMatchObject({ kind: "forbidden", message: "No." });
    expect(asked.mock.calls[0]?.[0]).toBe("/rpc/products.list");
    expect(asked.mock.calls[0]?.[1]).toMatchObject({ method: "POST", credentials: "same-origin", headers: { "X-Leadwell-Language": "en" }, body: "{}" });
    asked.mockRejectedValue(new TypeError("network"));
    await expect(call("products.list")).rejects.toMatchObject({ kind: "io", code: "host.unreachable" });
  });
});
