import { fireEvent, render, screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { describe, expect, it, vi } from "vitest";
import type { Pipeline, PipelineId, StageId } from "../../ipc";
import { categoryFor, differs, draftOf, inputOf, move, newStage, placeAt } from "./pipeline";
import PipelineEditor from "./PipelineEditor.svelte";
import { fileSize } from "../../format";

const stage = (id: number, name: string, win_rate_bp: number) => ({ id: id as StageId, pipeline_id: 1 as PipelineId, name, position: id, win_rate_bp, category: "pipeline", rotting_days: null, retired: false });
const pipeline: Pipeline = { id: 1 as PipelineId, name: "Sales", position: 0, archived: false, stages: [stage(1, "A", 1000), stage(2, "B", 4550)] };

describe("a pipeline being edited", () => {
  it("comes back as it was when nothing is changed", () => {
    const draft = draftOf(pipeline);
    expect(differs(draft, pipeline)).toBe(false);
    expect(inputOf(draft).stages.map((one) => one.win_rate_bp)).toEqual([1000, 4550]);
    expect(inputOf(draft).stages[0]).not.toHaveProperty("rotting_days");
  });
  it("knows its stages when they change places, come or go", () => {
    const draft = draftOf(pipeline);
    draft.stages = [...move(draft.stages, 1, 0), newStage("C", 80)];
    expect(differs(draft, pipeline)).toBe(true);
    expect(inputOf(draft).stages.map((one) => [one.id, one.name])).toEqual([[2, "B"], [1, "A"], [undefined, "C"]]);
    expect(move([1, 2, 3], 0, 3)).toEqual([1, 2, 3]);
    expect(move([1, 2, 3], 0, 2)).toEqual([2, 3, 1]);
  });
  it("puts a held stage behind those it has passed by half", () => {
    const boxes = [0, 40, 80].map((top) => ({ top, height: 40 }));
    expect([-10, 59, 61, 99, 101, 500].map((y) => placeAt(y, 0, boxes))).toEqual([0, 0, 1, 1, 2, 2]);
    expect([-10, 19, 21, 99, 101].map((y) => placeAt(y, 1, boxes))).toEqual([0, 0, 1, 1, 2]);
  });
  it("changes its order by the handle; Esc puts the stage back", async () => {
    render(PipelineEditor, { pipeline, may: true, onsaved: vi.fn(), oncancel: vi.fn() });
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
      return new DOMRect(0, 40 * [...(this.parentElement?.querySelectorAll(".stage:not(.heads)") ?? [])].indexOf(this), 100, 40);
    });
    const names = () => screen.getAllByLabelText(/^Name of stage/).map((input) => (input as HTMLInputElement).value);
    const drag = async () => {
      const at = (type: string, y: number) => new PointerEvent(type, { pointerId: 1, isPrimary: true, clientX: 5, clientY: y, bubbles: true });
      await fireEvent(screen.getByTestId("settings-stage-grip-0"), at("pointerdown", 20));
      window.dispatchEvent(at("pointermove", 70));
      flushSync();
      return () => (window.dispatchEvent(at("pointerup", 70)), flushSync());
    };
    await drag();
    expect(names()).toEqual(["B", "A"]);
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
    flushSync();
    expect(names()).toEqual(["A", "B"]);
    (await drag())();
    expect(names()).toEqual(["B", "A"]);
  });
  it("proposes a category by the win rate", () => expect([null, 39, 40, 70].map(categoryFor)).toEqual(["pipeline", "pipeline", "best_case", "commit"]));
});

it("writes sizes people can read", () => expect([0, 1023, 1536, 65_850_000].map(fileSize)).toEqual(["0 B", "1,023 B", "2 KB", "62.8 MB"]));
