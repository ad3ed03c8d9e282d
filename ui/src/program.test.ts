/** The program as a whole: its pages, and what is on screen from the start. */
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import App from "./App.svelte";
import type { Change, PersonId, WorkspaceInfo } from "./ipc";
import { fakeHost } from "./ipc/fake";
import { toasts } from "./kit/toasts.svelte";
import { routes } from "./routes";
import { href, locate } from "./shell/router.svelte";
import { theme } from "./theme.svelte";

const info = (more: Partial<WorkspaceInfo> = {}): WorkspaceInfo => ({
  name: "Acme", currency_exponent: 2, currency_symbol: "¥", coverage_line_bp: 20_000, rate_floor: 30, registration_days: 30, everybody_sees_customers: true, last_change_at: null, resting_since: null, program_version: "0.1.0", path: "/data/acme.leadwell", language: "en", base_currency: "CNY", time_zone: "Asia/Shanghai", fiscal_start_month: 1, business: "general",
  set_up: true, has_sample: false, person: { id: 1 as PersonId, name: "Ann", role: "owner", manager_id: null, manager: null, team: null, active: true, sample: false }, permissions: [],
  counts: { customers: 0, contacts: 0, products: 0, people: 1, deals: 0, leads: 0 }, file_bytes: 1, schema_version: 1, last_change_id: 1, now: 0, today: "2026-03-18", ...more,
});
const press = (key: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(document.body, { key, ...more });

describe("routes", () => {
  it("reads path, parameters and query", () => {
    const place = locate("#/deals/12?tab=notes", routes);
    expect(place.params).toEqual({ id: "12" });
    expect(place.query.get("tab")).toBe("notes");
    expect(locate("#/nowhere", routes).route).toBeNull();
    expect(locate("#/forecast/", routes).route?.path).toBe("/forecast");
    expect(href("/deals", { text: "a b", empty: "" })).toBe("#/deals?text=a+b");
  });
  it("has no address and no letter twice", () => {
    const keys = routes.map((route) => route.key).filter(Boolean);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(routes.map((route) => route.path)).size).toBe(routes.length);
  });
});

describe("the program", () => {
  beforeEach(() => {
    location.hash = "#/settings";
    theme.locale = "en";
    for (const { id } of [...toasts.list]) toasts.dismiss(id);
  });
  it("shows the first run until the workspace is set up", async () => {
    fakeHost({ "workspace.info": info({ set_up: false }) });
    render(App);
    await vi.waitFor(() => expect(document.querySelector("main")).toBeTruthy());
    expect(screen.queryByRole("navigation")).toBeNull();
  });
  it("navigates, switches language without reloading, undoes", async () => {
    const host = fakeHost({
      "workspace.info": info(),
      "history.undo": { change: { command: "deals.move", subject: "Brake line", records: 1 } as Change },
    });
    render(App);
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    expect(screen.getAllByRole("link", { name: "Pipeline" })).not.toHaveLength(0);
    await fireEvent.click(await screen.findByRole("radio", { name: "简体中文" }));
    await screen.findByRole("heading", { level: 1, name: "设置" });
    expect(document.documentElement.lang).toBe("zh");
    theme.locale = "en";
    await press("z", { ctrlKey: true });
    await screen.findByText("Undone: moved \"Brake line\"");
    expect(host.calls.some(({ command }) => command === "history.undo")).toBe(true);
    await press("?", { shiftKey: true });
    await screen.findByText("Keyboard shortcuts", { selector: "h2" });
  });
  it("says that it is busy as long as the page of the address is not there", async () => {
    fakeHost({ "workspace.info": info() });
    render(App);
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    const main = screen.getByRole("main");
    expect(main.ariaBusy).toBe("false");
    const route = routes.find(({ path }) => path === "/help")!;
    const { page } = route;
    let arrive = () => {};
    const late = new Promise<void>((done) => (arrive = done));
    vi.spyOn(route, "page").mockImplementation(() => late.then(page));
    location.hash = "#/help";
    await vi.waitFor(() => expect(main.ariaBusy).toBe("true"));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Settings");
    arrive();
    await vi.waitFor(() => expect(main.ariaBusy).toBe("false"));
    expect(screen.getByRole("heading", { level: 1 }).textContent).not.toBe("Settings");
  });
  it("leads past the navigation before anything else", async () => {
    fakeHost({ "workspace.info": info() });
    render(App);
    const skip = await screen.findByRole("link", { name: "Skip to content" });
    expect(document.querySelector("a[href], button")).toBe(skip);
    const before = location.hash;
    await fireEvent.click(skip);
    expect(document.activeElement).toBe(screen.getByRole("main"));
    expect(location.hash).toBe(before);
  });
  it("says what is wrong when nothing answers", async () => {
    const host = fakeHost();
    host.answer({ "workspace.info": () => Promise.reject({ kind: "corrupt", code: "file.corrupt", message: "The file is damaged." }) });
    render(App);
    await screen.findByText("The file is damaged.");
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});
