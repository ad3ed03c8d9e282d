/** The drawings a view can have; kept by their Lucide names. */
import Bell from "@lucide/svelte/icons/bell";
import Building from "@lucide/svelte/icons/building-2";
import Calendar from "@lucide/svelte/icons/calendar";
import Flag from "@lucide/svelte/icons/flag";
import Flame from "@lucide/svelte/icons/flame";
import Globe from "@lucide/svelte/icons/globe";
import Megaphone from "@lucide/svelte/icons/megaphone";
import Phone from "@lucide/svelte/icons/phone";
import Star from "@lucide/svelte/icons/star";
import UserRound from "@lucide/svelte/icons/user-round";
import type { Component } from "svelte";
import type { ViewIcon } from "../../ipc";
import { table } from "../../table";

type Drawing = Component<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- Lucide's own props

export const ICONS: Record<ViewIcon, Drawing> = table({ star: Star, flame: Flame, flag: Flag, bell: Bell, phone: Phone, calendar: Calendar, megaphone: Megaphone, "building-2": Building, globe: Globe, "person-round": UserRound });
