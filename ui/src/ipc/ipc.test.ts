import { flushSync } from "svelte";
import { describe, expect, it, vi } from "vitest";
import { locale } from "../i18n.svelte";
import { call, markStale } from "./call";
import { Failure } from "./failure";
import { fakeHost } from "./fake";
import type { DealRow, Product, ProductId } from "./generated";
import { setHost } from "./host";
import { effectRoot } from "../test.runes.svelte";
import { pagedQuery, type PagedQuery } from "./paged.svelte";
import { query, type Query } from "./query.svelte";

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
  it("has the newest answer on screen when a refetch that was overtaken is done", async () => {
    const answers: ((rows: Product[]) => void)[] = [];
    const host = fakeHost({ "products.list": [] });
    const { value: list, stop } = within<Query<Product[]>>(() => query("products.list", () => ({})));
    await settle();
    host.answer({ "products.list": () => new Promise<Product[]>((done) => answers.push(done)) });
    let done = false;
    const overtaken = list.refetch().then(() => (done = true));
    void list.refetch();
    await settle();
    answers[0]?.([product("first")]);
    await settle();
    expect(done).toBe(false);
    answers[1]?.([product("second")]);
    await overtaken;
    expect(list.data?.[0]?.name).toBe("second");
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
  /** A list of deals, two a page, behind a host; the cursor is the name of the last row, as the core's is its key. */
  function deals(count: number) {
    const names = Array.from({ length: count }, (_, id) => ({ id, name: `Deal ${id}` }));
    const host = fakeHost({
      "deals.list": ({ after, limit = 2 }) => {
        const rows = [...names].sort((a, b) => a.name.localeCompare(b.name)).filter(({ name }) => !after || name > after);
        return { rows: rows.slice(0, limit) as unknown as DealRow[], next: rows.length > limit ? (rows[limit - 1]?.name ?? null) : null };
      },
    });
    return { names, asked: () => host.calls.splice(0).map(({ input }) => (input as { after?: string }).after ?? "top") };
  }
  /** Each test asks for something else, so that none finds what another one left. */
  const list = (text: string) => within<PagedQuery<DealRow>>(() => pagedQuery("deals.list", () => ({ filter: { text } }), 2));
  const said = (query: PagedQuery<DealRow>) => query.rows.map(({ name }) => name.replace("Deal ", ""));

  it("appends pages up to the end", async () => {
    const { asked } = deals(5);
    const { value, stop } = list("append");
    await settle();
    expect([said(value), value.more]).toEqual([["0", "1"], true]);
    await value.loadMore();
    await value.loadMore();
    await value.loadMore();
    expect([said(value), value.more]).toEqual([["0", "1", "2", "3", "4"], false]);
    expect(asked()).toEqual(["top", "Deal 1", "Deal 3"]);
    stop();
  });
  it("reads again only what is in view, and the rest when it comes into view", async () => {
    const { names, asked } = deals(8);
    const { value, stop } = list("view");
    await settle();
    for (let page = 0; page < 3; page++) await value.loadMore();
    await value.view(4, 6);
    asked();
    names[5] = { id: 5, name: "Deal 5b" };
    names[0] = { id: 0, name: "Deal 0b" };
    markStale(["deals"]);
    await settle();
    expect(asked()).toEqual(["Deal 3"]);
    expect(said(value)).toEqual(["0", "1", "2", "3", "4", "5b", "6", "7"]);
    await value.view(4, 6);
    expect(asked()).toEqual([]);
    await value.view(0, 3);
    expect(asked()).toEqual(["top", "Deal 1"]);
    expect(said(value)).toEqual(["0b", "1", "2", "3", "4", "5b", "6", "7"]);
    stop();
  });
  it("has no row twice when one moved, and none that is gone", async () => {
    const { names } = deals(6);
    const { value, stop } = list("moved");
    await settle();
    await value.loadMore();
    await value.loadMore();
    names[5] = { id: 5, name: "Deal 0c" };
    names.splice(1, 1);
    markStale(["deals"]);
    await settle();
    expect(said(value)).toEqual(["0", "0c", "2", "3", "4"]);
    await value.view(0, 5);
    expect(said(value)).toEqual(["0", "0c", "2", "3", "4"]);
    names.splice(1);
    markStale(["deals"]);
    await settle();
    expect([said(value), value.more]).toEqual([["0"], false]);
    stop();
  });
  it("shows at once what was left, and keeps the same rows when nothing changed", async () => {
    const { asked } = deals(6);
    const first = list("left");
    await settle();
    await first.value.loadMore();
    flushSync();
    first.stop();
    asked();
    const { value, stop } = list("left");
    expect([said(value), value.loading]).toEqual([["0", "1", "2", "3"], false]);
    const before = value.rows;
    await settle();
    expect(value.rows).toBe(before);
    expect(asked()).toEqual(["top"]);
    stop();
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
    asked.mockResolvedValue(new Response(JSON.stringify({ output: [product("GTX")], change_id: null, records: 0 })));
    expect(await call("products.list")).toEqual([product("GTX")]);
    asked.mockRejectedValue(new TypeError("network"));
    await expect(call("products.list")).rejects.toMatchObject({ kind: "io", code: "host.unreachable" });
  });
});
