//! The people who work here. A manager whom rows only name is made, too.

use super::records::{RecordWriter, Records, number, text};
use super::tree::Tree;
use super::{Closing, Found, Kind, carried_list};
use crate::doors::imports::cells::role_word;
use crate::doors::imports::findings::Findings;
use crate::doors::imports::lookup::{Lookup, Meant};
use crate::doors::imports::outcome::{Outcome, Problem, Problems, Refusal};
use crate::doors::imports::passes::Passes;
use crate::doors::imports::plan::Prepared;
use crate::doors::imports::spec::{Field, Spec, Type, field};
use crate::doors::imports::table::Row;
use crate::doors::imports::wanted::OnMatch;
use crate::engine::describe::{Noun, Reach};
use crate::engine::failure::Failure;
use crate::engine::permission::Permission;
use crate::engine::store::Read;
use crate::records::people::PEOPLE;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

static FIELDS: [Field; 4] = [
    field(
        "name",
        "姓名",
        "Name",
        Type::Text,
        &[
            "sales_agent",
            "员工",
            "员工姓名",
            "销售",
            "销售代表",
            "业务员",
            "人员",
            "salesperson",
            "sales rep",
            "user",
            "full name",
            "employee",
            "rep",
        ],
    )
    .keyed("name")
    .needed(),
    field(
        "manager",
        "上级",
        "Manager",
        Type::Person,
        &[
            "主管",
            "直属上级",
            "经理",
            "上级领导",
            "汇报对象",
            "reports to",
            "supervisor",
            "team lead",
        ],
    ),
    field(
        "team",
        "团队",
        "Team",
        Type::Text,
        &[
            "regional_office",
            "区域",
            "大区",
            "部门",
            "小组",
            "办事处",
            "office",
            "department",
            "region",
            "group",
        ],
    ),
    field("role", "角色", "Role", Type::Role, &["权限", "user role", "职位角色"]),
];

/// The kind as data.
pub static SPEC: Spec = Spec {
    noun: &PEOPLE,
    zh: "人员",
    en: "People",
    fields: Cow::Borrowed(&FIELDS),
    needs: &["name"],
    unique: &["name"],
    passes: Passes::of::<People>(),
};

const COLUMNS: [&str; 4] = ["name", "role", "manager_id", "team"];
const ROLE: usize = 1;
const MANAGER: usize = 2;

/// People by name, the oldest first.
pub fn everybody(read: &Read<'_>) -> Result<Vec<(String, i64)>, Failure> {
    read.all("select name, id from people order by id", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// Those of them whom the person may make owners of such records, as by hand: where nobody sees the records of others, only people whose
/// records they see.
pub fn owners(read: &Read<'_>, noun: &Noun) -> Result<Vec<(String, i64)>, Failure> {
    let only = match noun.reach {
        Reach::Owned => read.actor.scope.bound().map(str::to_owned),
        Reach::OwnedOrFree | Reach::Shared(_) | Reach::With(..) if !read.actor.may(Permission::LeadAssign) => {
            Some(format!("[{}]", read.actor.id))
        }
        _ => None,
    };
    read.all(
        "select name, id from people where (?1 is null or id in (select value from json_each(?1))) order by id",
        [only],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

#[derive(Debug, Serialize, Deserialize)]
struct Waiting {
    person: i64,
    manager: String,
    team: Option<String>,
    unchanged: bool,
}

/// Takes rows of people.
pub struct People {
    plan: Prepared,
    records: Records,
    name: usize,
    manager: usize,
    team: usize,
    role: usize,
    known: Lookup,
    tree: Tree,
    waiting: Vec<Waiting>,
    /// How many of them were carried already.
    carried: usize,
    /// Made by this import without a role of their own: leading somebody makes them managers.
    plain: HashSet<i64>,
    /// Those of them made since the last piece.
    fresh: Vec<i64>,
    circles: u64,
    made: u64,
}

impl People {
    fn role(&self, row: &Row) -> Result<Option<&'static str>, Problem> {
        let Some(cell) = self.plan.text(self.role, row) else {
            return Ok(None);
        };
        Ok(Some(
            role_word(cell).ok_or_else(|| Problem::cell("row.bad_role", self.role, cell))?,
        ))
    }

    /// A person already known: an owner stays one, whatever the file says.
    fn change(
        &mut self,
        writer: &mut RecordWriter<'_>,
        id: i64,
        mut given: [Option<Value>; 4],
        manager: Option<i64>,
    ) -> Result<Outcome, Refusal> {
        let existing = self.records.existing(writer, id)?;
        if existing.get(ROLE) == Some(&Value::Text("owner".to_owned())) {
            given[ROLE] = None;
        }
        if let Some(manager) = manager {
            if self.tree.put(id, manager) {
                given[MANAGER] = Some(Value::Integer(manager));
            } else {
                self.circles += 1;
            }
        }
        self.records.change(writer, id, &existing, &given)
    }

    /// Makes the managers nobody knows, in the team all their people share.
    fn make_managers(&mut self, writer: &mut RecordWriter<'_>) -> Result<(), Failure> {
        let mut teams: HashMap<&str, Vec<Option<&str>>> = HashMap::new();
        for waiting in &self.waiting {
            teams.entry(&waiting.manager).or_default().push(waiting.team.as_deref());
        }
        let mut unknown: Vec<(String, Option<String>)> = Vec::new();
        for waiting in &self.waiting {
            if self.known.look(&waiting.manager) == Meant::Unknown
                && !unknown.iter().any(|(name, _)| *name == waiting.manager)
            {
                let shared = teams
                    .get(waiting.manager.as_str())
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                let team = shared
                    .first()
                    .copied()
                    .flatten()
                    .filter(|team| shared.iter().all(|other| *other == Some(team)));
                unknown.push((waiting.manager.clone(), team.map(str::to_owned)));
            }
        }
        for (name, team) in unknown {
            let given = [text(Some(&name)), text(Some("manager")), None, text(team.as_deref())];
            let id = self.records.insert(writer, &given).map_err(|refusal| match refusal {
                Refusal::Stop(failure) => failure,
                Refusal::Row(_) => Failure::conflict("import.manager_refused").arg("name", &name),
            })?;
            self.known.made(&name, id);
            self.made += 1;
        }
        Ok(())
    }
}

impl Kind for People {
    type RowWriter<'c> = RecordWriter<'c>;

    fn prepare(read: &Read<'_>, plan: &Prepared) -> Result<Self, Failure> {
        let mut people = People {
            records: Records::new(plan, &COLUMNS, false),
            name: plan.place("name"),
            manager: plan.place("manager"),
            team: plan.place("team"),
            role: plan.place("role"),
            known: Lookup::new(plan, "manager", "import.unknown_manager")
                .literal()
                .growing(),
            tree: Tree::default(),
            waiting: Vec::new(),
            carried: 0,
            fresh: Vec::new(),
            plain: HashSet::new(),
            circles: 0,
            made: 0,
            plan: plan.clone(),
        };
        people.refresh(read)?;
        Ok(people)
    }

    fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        self.known.fill(everybody(read)?);
        self.tree = Tree::load(read, "select id, manager_id from people where manager_id is not null")?;
        Ok(())
    }

    fn writer<'c>(&self, read: &Read<'c>) -> Result<RecordWriter<'c>, Failure> {
        self.records.writer(read)
    }

    type Said = ();

    fn said(&self, _: &Row) {}

    fn take(
        &mut self,
        writer: &mut RecordWriter<'_>,
        row: &Row,
        (): (),
        found: Found,
        mut wrong: Problems,
    ) -> Result<(Outcome, i64), Refusal> {
        let name = self.plan.text(self.name, row);
        let name = wrong.read(name.ok_or_else(|| Problem::cell("row.missing", self.name, "")));
        let role = wrong.read(self.role(row));
        wrong.settle()?;
        let found = found.record();
        let team = self.plan.text(self.team, row);
        // Who has a manager keeps them when gaps alone are filled.
        let settled = self.plan.on_match == OnMatch::Merge && found.is_some_and(|id| self.tree.has(id));
        let above = self.plan.text(self.manager, row).filter(|_| !settled);
        let known = above.and_then(|cell| self.known.known(cell));
        let given = [text(Some(name)), text(role), None, text(team)];
        let (outcome, id) = match found {
            Some(id) => (self.change(writer, id, given, known)?, id),
            None => {
                let [name_value, _, _, team_value] = given;
                let id = self.records.insert(
                    writer,
                    &[name_value, text(role.or(Some("sales"))), number(None), team_value],
                )?;
                self.known.add(name.to_owned(), id);
                if role.is_none() {
                    self.plain.insert(id);
                    self.fresh.push(id);
                }
                (Outcome::Created, id)
            }
        };
        if let Some(cell) = above.filter(|_| found.is_none() || known.is_none()) {
            let waiting = Waiting {
                person: id,
                manager: cell.to_owned(),
                team: team.map(str::to_owned),
                unchanged: outcome == Outcome::Unchanged,
            };
            self.waiting.push(waiting);
        }
        Ok((outcome, id))
    }

    fn finish(&mut self, read: &Read<'_>, writer: &mut RecordWriter<'_>) -> Result<Closing, Failure> {
        self.make_managers(writer)?;
        let mut closing = Closing {
            beside: self.made,
            promoted: 0,
        };
        let mut update = read.sql("update people set manager_id = ?1 where id = ?2 and manager_id is not ?1")?;
        let mut raise = read.sql("update people set role = 'manager' where id = ?1 and role = 'sales'")?;
        for waiting in std::mem::take(&mut self.waiting) {
            let Meant::Record(manager) = self.known.find(&waiting.manager) else {
                continue;
            };
            if !self.tree.put(waiting.person, manager) {
                self.circles += 1;
                continue;
            }
            if !self.plan.dry() {
                update.execute([manager, waiting.person])?;
                if self.plain.remove(&manager) {
                    raise.execute([manager])?;
                }
            }
            closing.promoted += u64::from(waiting.unchanged);
        }
        Ok(closing)
    }

    fn lookups_mut(&mut self) -> Vec<&mut Lookup> {
        vec![&mut self.known]
    }

    fn carry(&mut self) -> Json {
        let waiting = json!(self.waiting.get(self.carried..));
        self.carried = self.waiting.len();
        json!({ "waiting": waiting, "plain": std::mem::take(&mut self.fresh) })
    }

    fn take_up(&mut self, carried: &Json) -> Result<(), Failure> {
        self.waiting.extend(carried_list::<Waiting>(&carried["waiting"])?);
        self.carried = self.waiting.len();
        self.plain.extend(carried_list::<i64>(&carried["plain"])?);
        Ok(())
    }

    fn lookups(&self) -> Vec<&Lookup> {
        vec![&self.known]
    }

    fn findings(&self, findings: &mut Findings) {
        findings.rows("import.manager_circle", Some("manager"), self.circles, false, &[]);
    }
}
