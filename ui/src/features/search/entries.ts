/** The palette's list: what can be chosen, in sections. Pure. */
import type { SearchGroup, SearchHit } from "../../ipc";

/** A page or an action. */
export interface Command {
  label: string;
  group: string;
  keys: string | undefined;
  run: () => void;
}

export type Entry = { command: Command; hit?: never } | { hit: SearchHit; command?: never };

export interface Section {
  heading: string;
  /** How many there are, when not all are shown. */
  count?: string;
  entries: Entry[];
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

/** Commands whose name or heading says every word. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const words = fold(text).split(/\s+/);
  return commands.filter((one) => words.every((word) => fold(`${one.label} ${one.group}`).includes(word)));
}

/** Commands in sections by their heading. */
function byGroup(commands: readonly Command[]): Section[] {
  const sections: Section[] = [];
  for (const command of commands) {
    const last = sections.at(-1);
    if (last?.heading === command.group) last.entries.push({ command });
    else sections.push({ heading: command.group, entries: [{ command }] });
  }
  return sections;
}

/**
 * What is shown for what is typed. Nothing typed: records worked on lately, then every command. Else commands that begin with it,
 * records, and the other commands that say it.
 */
export function sections(
  text: string,
  commands: readonly Command[],
  found: { groups: readonly SearchGroup[]; lately: readonly SearchHit[] },
  words: { lately: string; kind: (group: SearchGroup) => string; count: (group: SearchGroup) => string },
): Section[] {
  const typed = fold(text);
  if (typed === "") {
    const lately = found.lately.map((hit) => ({ hit }));
    return [...(lately.length ? [{ heading: words.lately, entries: lately }] : []), ...byGroup(commands)];
  }
  const said = matching(commands, text);
  const begins = said.filter((one) => fold(one.label).startsWith(typed));
  const records = found.groups.map((group) => ({
    heading: words.kind(group),
    ...(group.more || group.count > group.hits.length ? { count: words.count(group) } : {}),
    entries: group.hits.map((hit) => ({ hit })),
  }));
  return [...byGroup(begins), ...records, ...byGroup(said.filter((one) => !begins.includes(one)))];
}
