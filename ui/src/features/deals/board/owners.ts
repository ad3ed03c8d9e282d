/** Columns by owner: whose they are, and what giving a deal away does to it. */
import type { DealRow, Person, PersonId } from "../../../ipc";

export const ownerKey = (id: PersonId): string => `owner-${id}`;

const SELLS: readonly Person["role"][] = ["owner", "manager", "sales"];

/** Everybody a column may belong to, me first; somebody who does not sell, or left, has one only while there are deals in it. */
export const ownersOf = (people: readonly Person[], me: PersonId): Person[] => [...people].sort((a, b) => Number(b.id === me) - Number(a.id === me) || a.name.localeCompare(b.name));
export const isOffered = (person: Person): boolean => person.active && SELLS.includes(person.role);

export const givenTo = (person: Pick<Person, "id" | "name">): Partial<DealRow> => ({ owner_id: person.id, owner: person.name });
