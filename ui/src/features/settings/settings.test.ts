import { describe, expect, it } from "vitest";
import type { Pipeline, PipelineId, StageId } from "../../ipc";
import { categoryFor, differs, draftOf, inputOf, move, newStage } from "./pipeline";
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
  it("proposes a category by the win rate", () => expect([null, 39, 40, 70].map(categoryFor)).toEqual(["pipeline", "pipeline", "best_case", "commit"]));
});

it("writes sizes people can read", () => expect([0, 1023, 1536, 65_850_000].map(fileSize)).toEqual(["0 B", "1,023 B", "2 KB", "62.8 MB"]));
