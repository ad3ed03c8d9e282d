/** Columns by owner: whose they are, and what giving a deal away does to it. */
import type { DealRow, User, UserId } from "../../../ipc";

export const ownerKey = (id: UserId): string => `owner-${id}`;

const SELLS: readonly User["role"][] = ["owner", "manager", "sales"];

/** Everybody a column may belong to, me first; somebody who does not sell, or left, has one only while there are deals in it. */
export const ownersOf = (users: readonly User[], me: UserId): User[] => [...users].sort((a, b) => Number(b.id === me) - Number(a.id === me) || a.name.localeCompare(b.name));
export const isOffered = (user: User): boolean => user.active && SELLS.includes(user.role);

export const givenTo = (user: Pick<User, "id" | "name">): Partial<DealRow> => ({ owner_id: user.id, owner: user.name });
