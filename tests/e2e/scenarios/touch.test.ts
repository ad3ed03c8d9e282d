/** A narrow screen without a mouse: a card that is held goes where the finger goes. (The window's driver has no fingers.) */
import assert from "node:assert/strict";
import { byId, until } from "../harness/driver.ts";
import { shows, figures, type Figures } from "../harness/steps.ts";
import { HOST, scenario } from "../harness/world.ts";

interface Deal {
  stage_id: number;
  status: string;
}

if (HOST === "browser") {
  scenario("a card is moved and won with a finger", async ({ page, ask }) => {
    await page.wait(byId("board"));
    const before = await figures(page);
    const [from, to] = before.columns;
    assert.ok(page.hold && from && to);
    const id = await page.run((lane: number) => Number(document.querySelectorAll<HTMLElement>(`[data-lane="${lane}"] [data-card]`)[1]?.dataset["card"]), from.id);
    const here = byId(`card-${id}`);
    const deal = () => ask<Deal>("deals.get", { id });

    // Over the tab of another column: it comes, and has the card already.
    let held: Figures | undefined;
    await page.hold(here, "[role=tab]:nth-child(2)", async () => {
      await until("the other column", async () => (await page.run(() => document.querySelector("[role=tab][aria-selected=true]")?.previousElementSibling !== null)) === true);
      held = await figures(page);
    });
    assert.deepEqual(held?.columns.map(({ count }) => count), before.columns.map(({ id: lane, count }) => (lane === from.id ? count - 1 : lane === to.id ? count + 1 : count)));
    await until("the file has it there", async () => (await deal()).stage_id === to.id);
    await page.wait(`${byId(`column-${to.id}`)} ${here}`);
    assert.equal(await page.run(() => location.hash), "#/pipeline", "the finger that drops opens nothing");

    // The message's own button takes it back; then the card is held again, and won.
    await page.click(byId("toast-undo"));
    await until("it is back", async () => (await deal()).stage_id === from.id);
    await shows(page, before);
    await page.hold(here, byId("zone-won"));
    // What was agreed is said here: not every deal of the sample has an amount before.
    await page.fill("dialog input", "88000");
    await page.click(byId("won-save"));
    await until("it is won", async () => (await deal()).status === "won");
  }, { company: "zh", width: 360, height: 740, touch: true });
}
