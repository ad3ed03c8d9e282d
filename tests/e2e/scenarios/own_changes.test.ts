/** What a page changes itself it reads once anew, and not a second time when the pulse of the file comes round; what others change it reads too. */
import assert from "node:assert/strict";
import { byId, until } from "../harness/driver.ts";
import { open, settled } from "../harness/steps.ts";
import { HOST, scenario } from "../harness/world.ts";

// How often a command was called can be seen over HTTP alone.
if (HOST === "browser") {
  scenario("an own change is read once, and so is its undo", async ({ page, ask }) => {
    await page.run(() => performance.setResourceTimingBufferSize(5_000));
    const calls = async (): Promise<Record<string, number>> => {
      const names = await page.run(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
      const counted: Record<string, number> = {};
      for (const name of names.filter((path) => path.startsWith("/rpc/"))) counted[name.slice(5)] = (counted[name.slice(5)] ?? 0) + 1;
      return counted;
    };
    /** What is called from now on, until the pulse has come round twice after `play`. */
    const during = async (play: () => Promise<void>): Promise<Record<string, number>> => {
      const before = await calls();
      await play();
      const pulses = (await calls())["workspace.pulse"] ?? 0;
      await until("two pulses", async () => ((await calls())["workspace.pulse"] ?? 0) >= pulses + 2);
      await settled(page);
      const after = await calls();
      return Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));
    };
    const once = (counted: Record<string, number>, what: string) => {
      // A list has several totals, each asked for by itself.
      const several = ["workspace.pulse", "leads.totals"];
      const twice = Object.entries(counted).filter(([name, count]) => !several.includes(name) && count > 1);
      assert.deepEqual(twice, [], `read more than once: ${what}`);
      assert.equal(counted["leads.list"], 1, `the list itself: ${what}`);
    };

    await ask("leads.create", { lead: { name: "邱雅楠", mobile: "13800138000" }, distinct: true });
    await open(page, "#/leads");
    await page.fill(byId("leads-search"), "邱雅楠");
    await until("the lead", async () => (await page.count(`${byId("leads-grid")} [data-testid^="lead-row-"]`)) === 1);
    await settled(page);
    // What is chosen is shown beside the list: that is read before anything is changed.
    await page.run((grid: string) => document.querySelector<HTMLElement>(`${grid} [tabindex="0"], ${grid}[tabindex="0"]`)?.focus(), byId("leads-grid"));
    await page.press("Control+a");
    await page.wait(byId("bulk-bar"));
    await during(async () => {});

    once(await during(async () => {
      await page.press("Delete");
      await page.click(byId("remove-confirm"));
      await until("the bin", async () => (await page.count(`${byId("leads-grid")} [data-testid^="lead-row-"]`)) === 0);
    }), "removing");
    once(await during(async () => {
      await page.click(byId("toast-undo"));
      await until("back", async () => (await page.count(`${byId("leads-grid")} [data-testid^="lead-row-"]`)) === 1);
    }), "taking back");

    // Another program's change is read as well, once.
    once(await during(async () => {
      await ask("leads.create", { lead: { name: "邱雅楠二", mobile: "13800138001" }, distinct: true });
      await until("the other lead", async () => (await page.count(`${byId("leads-grid")} [data-testid^="lead-row-"]`)) === 2);
    }), "somebody else's change");
  }, { company: "zh" });
}
