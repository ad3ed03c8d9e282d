//! A company with customers, a product, people and a pipeline of three stages, into which deals are imported.

use super::World;
use serde_json::{Value, json};

/// The company.
pub struct Company {
    pub world: World,
}

impl Company {
    /// Customers, a product with a list price, people and a pipeline of three stages.
    pub fn new() -> Company {
        let world = World::new();
        let pipeline = world.ok("pipelines.list", Value::Null)[0]["id"].clone();
        let stage =
            |name: &str, rate: u32, category: &str| json!({ "name": name, "win_rate_bp": rate, "category": category });
        let stages = [
            stage("接洽", 1000, "pipeline"),
            stage("报价", 5000, "best_case"),
            stage("谈判", 8000, "commit"),
        ];
        world.ok(
            "pipelines.save",
            json!({ "id": pipeline, "name": "主管道", "stages": stages }),
        );
        let company = Company { world };
        company.import(
            "customers",
            "客户\n甲公司\n乙公司\n乙公司\n",
            json!({ "on_match": "create" }),
        );
        company.import("products", "产品,编号,价格\n锅炉,GL-1,\"1,000\"\n", json!({}));
        company.import("people", "姓名,上级\n王一,赵总\n李二,赵总\n孙三,钱总\n", json!({}));
        company
    }

    pub fn plan(&self, kind: &str, text: &str, more: Value) -> Value {
        let path = self.world.path().with_file_name(format!("{kind}.csv"));
        std::fs::write(&path, text).unwrap();
        let mut plan = json!({ "kind": kind, "source": { "path": path } });
        more.as_object()
            .unwrap()
            .iter()
            .for_each(|(key, value)| plan[key] = value.clone());
        plan
    }

    pub fn import(&self, kind: &str, text: &str, more: Value) -> [u64; 4] {
        let id = self.world.ok("imports.start", self.plan(kind, text, more))["import_id"].clone();
        loop {
            let status = self.world.ok("imports.status", json!({ "import_id": id }));
            if status["state"] != "running" {
                assert_eq!(status["state"], "done", "{status}");
                return ["created", "updated", "skipped", "rejected"].map(|name| status[name].as_u64().unwrap());
            }
            std::thread::sleep(std::time::Duration::from_millis(3));
        }
    }

    pub fn dry(&self, text: &str, more: Value) -> Value {
        self.world.ok("imports.dry_run", self.plan("deals", text, more))
    }

    /// The one problem of a file with one row.
    pub fn problem(&self, text: &str, more: Value) -> String {
        let dry = self.dry(text, more);
        assert_eq!(dry["reject"], json!(1), "{dry}");
        dry["problems"][0]["code"].as_str().unwrap().to_owned()
    }

    /// One row of a query as JSON.
    pub fn row(&self, sql: &str) -> Value {
        let text: String = self.world.look().query_row(sql, [], |row| row.get(0)).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    pub fn deal(&self, code: &str) -> Value {
        self.row(&format!(
            "select json_array(o.name, o.status, s.name, o.category, o.amount_minor, o.currency, o.base_minor, o.probability_bp, o.created_on,
                    o.close_on, o.closed_on, u.name, o.furthest) from deals o join stages s on s.id = o.stage_id join people u on u.id = o.owner_id
             where o.code = '{code}'"
        ))
    }

    pub fn versions(&self, code: &str) -> Value {
        self.row(&format!(
            "select json_group_array(json_array(datetime(v.at / 1000, 'unixepoch', '+8 hours'), v.status, s.name, v.base_minor, v.probability_bp, v.close_on))
             from (select v.* from deal_versions v join deals o on o.id = v.deal_id where o.code = '{code}' order by at, v.id) v
             join stages s on s.id = v.stage_id"
        ))
    }
}

/// The headings of its files of deals.
pub const HEADINGS: &str = "商机编号,商机名称,客户,产品,负责人,销售阶段,金额,创建日期,预计成交日期,成交日期\n";
