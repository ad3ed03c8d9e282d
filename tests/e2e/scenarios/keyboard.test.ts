/** Without a mouse: every page is reached, dialogs keep the focus and give it back, and Enter belongs to the input method while it composes. */
import assert from "node:assert/strict";
import { byId, until, type Driver } from "../harness/driver.ts";
import { address, focus, focused, has, keyTo, open, settled } from "../harness/steps.ts";
import { scenario } from "../harness/world.ts";

/** The letter after G, and the page it leads to. */
const PAGES: Record<string, string> = { c: "/customers", f: "/forecast", i: "/insights", m: "/import", h: "/history", s: "/settings", p: "/pipeline" };

scenario("every page is reached by keyboard", async ({ page }) => {
  await page.wait(byId("board"));
  // The first Tab leads past the navigation.
  await page.press("Tab");
  await focused(page, "a[href='#main']");
  await page.press("Enter");
  await focused(page, "main");
  await page.press("Tab");
  await focused(page, "main *");
  for (const [letter, path] of Object.entries(PAGES)) {
    await page.press("g");
    await page.press(letter);
    await until(path, async () => (await address(page)).startsWith(`#${path}`));
    await settled(page);
    assert.ok((await page.text("main h1")).length > 0, `${path} has a heading`);
  }
  // Tab goes through the navigation, and Enter follows a link.
  for (const path of ["/customers", "/forecast", "/insights", "/settings", "/help", "/pipeline"]) {
    await keyTo(page, `nav a[href="#${path}"]`, path === "/pipeline" ? "Shift+Tab" : "Tab");
    await page.press("Enter");
    await until(path, async () => (await address(page)).startsWith(`#${path}`));
    await settled(page);
  }
  // From the board into a deal and back again; the card still has the focus.
  await keyTo(page, "[data-card]");
  const card = await page.run(() => (document.activeElement as HTMLElement).dataset["card"]);
  await page.press("Enter");
  await until("the deal", async () => (await address(page)) === `#/deals/${card}`);
  await page.wait(byId("deal-title"));
  await page.press("g");
  await page.press("p");
  await focused(page, byId(`card-${card}`));

  // In the list, arrows and Enter lead to a record.
  await open(page, "#/deals");
  await keyTo(page, `${byId("deals-grid")}, ${byId("deals-grid")} *`);
  await page.press("ArrowDown");
  await page.press("Enter");
  await until("a record", async () => /^#\/deals\/\d+/.test(await address(page)));
  await page.wait(byId("deal-title"));
  await focused(page, "main");
  await open(page, "#/deals");
  await focused(page, byId("deals-grid"));

  // The sections of the settings.
  await open(page, "#/settings");
  for (const section of ["company", "pipelines", "about", "look"]) {
    await keyTo(page, byId(`settings-${section}`), section === "look" ? "Shift+Tab" : "Tab");
    await page.press("Enter");
    await page.wait(byId(`settings-section-${section}`));
  }
  // The command palette finds a page by its name.
  await page.press("Control+k");
  await focused(page, "dialog input");
  await page.type("Forecast");
  await page.press("Enter");
  await until("the forecast", async () => (await address(page)) === "#/forecast");
}, { company: "en" });

scenario("dialogs keep the focus and give it back", async ({ page, ask }) => {
  await page.wait(byId("board"));
  await keyTo(page, "[data-card]");
  const card = byId(`card-${await page.run(() => (document.activeElement as HTMLElement).dataset["card"])}`);

  // The sheet lists the shortcuts of this page and of all pages.
  await page.press("?");
  await page.wait("dialog[open]");
  const sheet = await page.text("dialog[open]");
  for (const words of ["Ctrl", "Space", "Esc"]) assert.ok(sheet.includes(words), `${words} in: ${sheet.slice(0, 200)}`);
  await staysInside(page);
  await page.press("Escape");
  await page.gone("dialog[open]");
  await focused(page, card);

  // A new deal: the first field has the focus, Tab stays inside, Esc gives it back.
  await page.press("n");
  await focused(page, byId("new-name"));
  await staysInside(page);
  await page.press("Escape");
  await page.gone("dialog[open]");
  await focused(page, card);

  // Won: a key opens it, Esc changes nothing.
  const before = await ask("deals.totals", { filter: { condition: { field: "status", is: "any_of", values: ["open"] } } });
  await page.press("w");
  await page.wait(byId("won-save"));
  await staysInside(page);
  await page.press("Escape");
  await page.gone("dialog[open]");
  await focused(page, card);

  // A menu: arrows move, Esc gives the focus back.
  await page.press("s");
  await page.wait("[role=menu]");
  await until("the focus in the menu", () => has(page, "[role=menu] *"));
  const first = await focus(page);
  await page.press("ArrowDown");
  assert.notEqual(await focus(page), first);
  await page.press("Escape");
  await page.gone("[role=menu]");
  await focused(page, card);
  assert.deepEqual(await ask("deals.totals", { filter: { condition: { field: "status", is: "any_of", values: ["open"] } } }), before);
}, { company: "zh" });

scenario("Enter that ends a composition submits nothing", async ({ page, ask }) => {
  await page.wait(byId("board"));
  const count = async () => (await ask<{ count: number }>("deals.totals", {})).count;
  const before = await count();
  await page.press("n");
  await focused(page, byId("new-name"));
  await page.type("产线改造");
  // The closing Enter: Chromium says "composing" (first), WebKit says it only by the key code of input methods (second).
  for (const about of [{ isComposing: true, keyCode: 13 }, { isComposing: false, keyCode: 229 }]) assert.equal(await composedEnter(page, about), true, JSON.stringify(about));
  await settled(page);
  await page.wait(byId("new-name"));
  assert.equal(await count(), before, "no deal was made");
  // Letters that are being composed are no shortcuts either.
  await page.press("Escape");
  await page.gone("dialog[open]");
  await composed(page, "?");
  await settled(page);
  assert.equal(await page.count("dialog[open]"), 0);
  // The same Enter without an input method does what it says.
  await page.press("n");
  await focused(page, byId("new-name"));
  await page.type("产线改造");
  await page.press("Enter");
  await page.gone("dialog[open]");
  await until("the deal", async () => (await count()) === before + 1);
}, { company: "zh" });

/** Tab and Shift+Tab, around and around: the focus never reaches the page behind. (Where a browser has bars of its own, it may go there.) */
async function staysInside(page: Driver): Promise<void> {
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let at = 0; at < 16; at++) {
      await page.press(key);
      assert.ok(await page.run(() => document.activeElement === document.body || document.activeElement?.closest("dialog[open]") !== null), `${key} leads to ${await focus(page)}`);
    }
  }
}

/** Plays an Enter of an input method on the field with the focus; whether the page kept it from submitting. */
const composedEnter = (page: Driver, about: { isComposing: boolean; keyCode: number }): Promise<boolean> =>
  page.run((said: { isComposing: boolean; keyCode: number }) => {
    const field = document.activeElement as HTMLInputElement;
    field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true, data: "" }));
    const enter = new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true, ...said });
    const kept = !field.dispatchEvent(enter);
    field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "改造" }));
    return kept;
  }, about);

/** Plays a key of an input method on whatever has the focus. */
const composed = (page: Driver, key: string): Promise<boolean> =>
  page.run((pressed: string) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key: pressed, bubbles: true, cancelable: true, isComposing: true })), key);
