//! The forecast of a past day is what was answered then: built day by day, asked again later. What changed in between adds up.

use crate::world::{World, ids};
use serde_json::{Value, json};

/// Days on which something happens, each at ten in the morning.
const DAYS: [&str; 9] = [
    "2026-03-18",
    "2026-03-19",
    "2026-03-20",
    "2026-03-23",
    "2026-03-24",
    "2026-03-26",
    "2026-03-27",
    "2026-03-31",
    "2026-04-02",
];
const PARTS: [&str; 5] = ["won", "open", "overdue", "undated", "omitted"];

/// The company, and what a day brings.
struct Story {
    world: World,
    deals: Vec<i64>,
    stages: Vec<i64>,
    people: [i64; 2],
}

impl Story {
    fn new() -> Story {
        let world = World::new();
        world.ok("workspace.save", json!({ "rate_floor": 2 }));
        let pipeline = world.ok("pipelines.list", json!({}))[0].clone();
        let stages = ids(&pipeline["stages"]);
        let people = [world.person("王一", "sales").0, world.person("李二", "sales").0];
        Story {
            world,
            deals: vec![],
            stages,
            people,
        }
    }

    fn deal(&mut self, name: &str, stage: usize, more: Value) {
        let mut input = json!({ "stage_id": self.stages[stage], "close_on": "2026-03-31" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.deals.push(self.world.deal(name, input));
    }

    fn edit(&self, deal: usize, more: Value) {
        let mut input = json!({ "id": self.deals[deal] });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.world.ok("deals.edit", input);
    }

    fn tell(&mut self, day: usize) {
        self.world.at(&format!("{}T10:00", DAYS[day]));
        let (people, stages) = (self.people, self.stages.clone());
        let id = |story: &Story, deal: usize| story.deals[deal];
        let win = |story: &Story, deal: usize, amount: i64, on: &str| {
            let input = json!({ "id": id(story, deal), "amount_minor": amount, "closed_on": on });
            story.world.ok("deals.win", input);
        };
        match day {
            0 => {
                let own = json!({ "amount_minor": 3_333_333, "owner_id": people[0] });
                self.deal(
                    "甲",
                    1,
                    json!({ "amount_minor": 10_000_001, "customer_name": "博瀚精密" }),
                );
                self.deal("乙", 2, json!({ "amount_minor": 5_000_000, "close_on": "2026-04-20" }));
                self.deal("丙", 0, json!({}));
                self.deal("丁", 1, own);
                self.deal("戊", 0, json!({ "amount_minor": 700_000, "close_on": "2026-03-20" }));
                self.deal("己", 2, json!({ "amount_minor": 1_234_567, "owner_id": people[0] }));
                win(self, 5, 1_200_000, "2026-03-17");
            }
            1 => {
                let input = json!({ "id": id(self, 0), "stage_id": stages[2] });
                self.world.ok("deals.move", input);
                self.edit(1, json!({ "amount_minor": 5_500_000, "close_on": "2026-03-30" }));
                self.edit(4, json!({ "close_on": "2026-03-22" }));
            }
            2 => {
                win(self, 0, 9_900_000, "2026-03-19");
                let input = json!({ "id": id(self, 2), "reason": "价格" });
                self.world.ok("deals.lose", input);
                self.edit(3, json!({ "category": "omitted" }));
            }
            3 => {
                // The amount agreed was typed wrongly, and is put right days later.
                self.edit(0, json!({ "amount_minor": 9_000_000 }));
                self.edit(3, json!({ "category": "commit", "probability_bp": 7_777 }));
                self.edit(4, json!({ "close_on": null }));
            }
            4 => {
                self.world.ok("deals.reopen", json!({ "id": id(self, 2) }));
                self.edit(1, json!({ "owner_id": people[1] }));
                win(self, 3, 3_000_000, "2026-03-24");
            }
            5 => {
                let undone = self.world.ok("history.undo", json!({}));
                assert_eq!(undone["change"]["command"], "deals.win");
                self.edit(4, json!({ "close_on": "2026-03-28" }));
            }
            6 => {
                let input = json!({ "ids": [id(self, 1), id(self, 0)] });
                self.world.ok("deals.remove", input);
            }
            7 => self.deal("庚", 1, json!({ "amount_minor": 42_000, "close_on": "2026-06-30" })),
            _ => self.edit(3, json!({ "amount_minor": 3_333_334, "owner_id": people[1] })),
        }
    }

    /// Questions asked on every day, by the owner.
    fn questions(&self) -> Vec<Value> {
        let [first, second] = self.people;
        vec![
            json!({}),
            json!({ "period_kind": "month" }),
            json!({ "period_kind": "days", "days": 14 }),
            json!({ "starts_on": "2026-04-01" }),
            json!({ "owner_id": first }),
            json!({ "owner_id": second, "period_kind": "year" }),
        ]
    }

    /// What is answered to a question: its figures, and the deals behind them.
    fn answers(&self, question: &Value, as_of: Option<&str>) -> Vec<Value> {
        let mut question = question.clone();
        if let Some(day) = as_of {
            question["as_of"] = json!(day);
        }
        let mut forecast = self.world.ok("forecast.get", question.clone());
        // The instant of asking and the question itself differ, of course.
        forecast.as_object_mut().unwrap().remove("as_of");
        forecast.as_object_mut().unwrap().remove("query");
        let mut answers = vec![forecast];
        for part in PARTS {
            let input = json!({ "query": question, "part": part, "limit": 1000 });
            let page = self.world.ok("forecast.records", input);
            let kept = [
                "id",
                "base_minor",
                "status",
                "stage_id",
                "owner",
                "category",
                "probability_bp",
                "close_on",
                "closed_on",
                "overdue",
            ];
            let rows = page["rows"].as_array().unwrap().iter();
            answers.push(rows.map(|row| kept.map(|field| row[field].clone()).to_vec()).collect());
        }
        answers
    }
}

#[test]
fn a_past_day_is_answered_as_it_was_on_that_day() {
    let mut story = Story::new();
    let mut told: Vec<Vec<Vec<Value>>> = Vec::new();
    for (at, day) in DAYS.iter().enumerate() {
        story.tell(at);
        let answers: Vec<_> = story
            .questions()
            .iter()
            .map(|asked| story.answers(asked, None))
            .collect();
        let today: Vec<_> = story
            .questions()
            .iter()
            .map(|asked| story.answers(asked, Some(day)))
            .collect();
        assert_eq!(answers, today, "as of today is as it is: {day}");
        told.push(answers);
    }
    story.world.at("2026-05-20T10:00");
    for (day, then) in DAYS.iter().zip(&told) {
        for (question, then) in story.questions().iter().zip(then) {
            let now = story.answers(question, Some(day));
            for (now, then) in now.iter().zip(then) {
                match (now.as_object(), then.as_object()) {
                    // Field by field: a difference should say where it is.
                    (Some(now), Some(then)) => {
                        for (field, value) in then {
                            assert_eq!(&now[field], value, "{day} {question} {field}");
                        }
                    }
                    _ => assert_eq!(now, then, "{day} {question}"),
                }
            }
        }
    }
    assert_eq!(
        story.world.err("forecast.get", json!({ "as_of": "2026-05-21" })),
        "forecast.as_of_future"
    );
}

#[test]
fn a_sales_person_looks_back_on_rates_of_everybody() {
    let mut story = Story::new();
    story.tell(0);
    story.tell(1);
    story.tell(2);
    story.world.speak_as("王一");
    let then = story.answers(&json!({}), None);
    story.world.at("2026-04-20T10:00");
    assert_eq!(story.answers(&json!({}), Some(DAYS[2])), then);
}

#[test]
fn the_records_of_a_past_day_come_in_pages() {
    let mut story = Story::new();
    story.tell(0);
    story.world.at("2026-04-20T10:00");
    let query = json!({ "as_of": DAYS[0] });
    let whole = story
        .world
        .ok("forecast.records", json!({ "query": query, "part": "open" }));
    let mut paged = Vec::new();
    let mut after = Value::Null;
    loop {
        let input = json!({ "query": query, "part": "open", "limit": 1, "after": after });
        let page = story.world.ok("forecast.records", input);
        paged.extend(ids(&page["rows"]));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(paged, ids(&whole["rows"]));
    assert_eq!(paged.len(), 4, "the fifth is expected in the next quarter");
}

#[test]
fn between_any_two_days_the_steps_add_up() {
    let mut story = Story::new();
    let quarter = json!({ "starts_on": "2026-03-18" });
    let mut told = Vec::new();
    for at in 0..DAYS.len() {
        story.tell(at);
        told.push(story.world.ok("forecast.get", quarter.clone())["total"].clone());
    }
    let models = [
        "stage_weight",
        "manual_weight",
        "commitment",
        "best_practice",
        "cascade",
    ];
    for (to, end) in DAYS.iter().zip(&told) {
        for (since, start) in DAYS.iter().zip(&told).filter(|(since, _)| since <= &to) {
            for (at, model) in models.iter().enumerate() {
                let query = json!({ "starts_on": "2026-03-18", "as_of": to });
                let input = json!({ "query": query, "since": since, "model": model });
                let found = story.world.ok("forecast.waterfall", input);
                for (level, told) in [(&found["start"], start), (&found["end"], end)] {
                    assert_eq!(level["open_minor"], told["open_minor"], "{since} {to}");
                    assert_eq!(level["won_minor"], told["won_minor"], "{since} {to}");
                    assert_eq!(
                        level["outlook_minor"], told["models"][at]["outlook_minor"],
                        "{since} {to} {model}"
                    );
                }
                for figure in ["open_minor", "outlook_minor"] {
                    let steps = found["steps"].as_array().unwrap().iter();
                    let sum: i64 = steps.map(|step| step[figure].as_i64().unwrap()).sum();
                    let level = |end: &str| found[end][figure].as_i64().unwrap();
                    assert_eq!(level("start") + sum, level("end"), "{since} {to} {model} {figure}");
                }
            }
        }
    }
    // The week until the 26th, with its words.
    let input = json!({ "query": { "starts_on": "2026-03-18", "as_of": "2026-03-26" } });
    let week = story.world.ok("forecast.waterfall", input);
    assert_eq!(
        (&week["from"], &week["to"]),
        (&json!("2026-03-19"), &json!("2026-03-26"))
    );
    let steps: Vec<(&str, &str, i64)> = week["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| {
            let text = |field: &str| step[field].as_str().unwrap();
            (text("cause"), text("label"), step["count"].as_i64().unwrap())
        })
        .collect();
    assert_eq!(steps, [("won", "赢单", 1)]);
    let input = json!({ "query": { "as_of": "2026-03-20" }, "since": "2026-03-21" });
    assert_eq!(story.world.err("forecast.waterfall", input), "forecast.since_later");
}
