//! Files that appear in a watched folder come in by themselves, once each.

use crate::world::files::plan;
use crate::world::folders::{self, csv, first, imports, leads, tick, ticks, watching};
use leadwell_core::Workspace;
use serde_json::json;
use std::fs;

#[test]
fn a_file_comes_in_once_it_is_whole_and_only_once() {
    let (world, folder) = watching();
    ticks(&world);
    assert_eq!(imports(&world), 0);
    let path = folder.join("fair.csv");
    fs::write(&path, &csv(0..3)[..40]).unwrap();
    tick(&world);
    assert_eq!(imports(&world), 0, "looked at once");
    fs::write(&path, csv(0..3)).unwrap();
    tick(&world);
    assert_eq!(imports(&world), 0, "it was still being written");
    tick(&world);
    assert_eq!((imports(&world), leads(&world)), (1, 3));
    let doors = "select count(*) from leads where door = 'folder' and import_id = 1";
    assert_eq!(world.number(doors), 3);
    // A second tick does nothing, and many do nothing.
    let before = world.dump();
    let changes = world.number("select max(id) from changes");
    for _ in 0..5 {
        tick(&world);
    }
    assert!(before == world.dump());
    assert_eq!(world.number("select max(id) from changes"), changes);
    assert!(path.exists(), "it stays where it is");
    // It stands in both lists.
    let shown = first(&world);
    assert_eq!((&shown["taken"], &shown["trouble"]), (&json!(1), &json!(null)));
    assert_eq!(shown["files"][0]["name"], "fair.csv");
    assert_eq!(shown["files"][0]["import"]["created"], 3);
    let listed = &world.ok("imports.list", json!({}))[0];
    assert_eq!(
        (&listed["file_name"], &listed["from_folder"]),
        (&json!("fair.csv"), &json!(true))
    );
}

#[test]
fn the_same_content_is_not_taken_again_whatever_it_is_called() {
    let (mut world, folder) = watching();
    fs::write(folder.join("a.csv"), csv(0..3)).unwrap();
    ticks(&world);
    fs::rename(folder.join("a.csv"), folder.join("b.csv")).unwrap();
    ticks(&world);
    fs::copy(folder.join("b.csv"), folder.join("c.csv")).unwrap();
    ticks(&world);
    assert_eq!((imports(&world), leads(&world)), (1, 3));
    // Written again, with the same content; and the program is started anew.
    fs::write(folder.join("b.csv"), csv(0..3)).unwrap();
    world.workspace = Workspace::open(&world.path(), world.call.now).unwrap();
    ticks(&world);
    ticks(&world);
    assert_eq!(imports(&world), 1);
    // A second folder with the same kind of files gets a copy; one with another kind is another matter.
    let second = folders::folder(&world, "second");
    let third = folders::folder(&world, "third");
    world.ok("folders.save", json!({ "path": second }));
    world.ok("folders.save", json!({ "path": third, "kind": "contacts" }));
    fs::copy(folder.join("b.csv"), second.join("d.csv")).unwrap();
    fs::copy(folder.join("b.csv"), third.join("e.csv")).unwrap();
    ticks(&world);
    assert_eq!(imports(&world), 2);
    assert_eq!(world.number("select count(*) from contacts"), 3);
    assert_eq!(
        world.ok("folders.list", json!({}))[1]["files"][0]["import"]["created"],
        3
    );
    // Changed, it is a new one.
    fs::write(folder.join("b.csv"), csv(2..5)).unwrap();
    ticks(&world);
    assert_eq!(
        (imports(&world), leads(&world)),
        (3, 5),
        "the one that was there is passed over"
    );
}

#[test]
fn what_was_left_by_a_program_that_ended_is_taken_up_by_the_next() {
    let (mut world, folder) = watching();
    tick(&world);
    fs::write(folder.join("a.csv"), csv(0..3)).unwrap();
    tick(&world);
    // Seen once; the program ends. The next one looks twice again, and takes it once.
    world.workspace = Workspace::open(&world.path(), world.call.now).unwrap();
    let other = Workspace::open(&world.path(), world.call.now).unwrap();
    tick(&world);
    assert_eq!(imports(&world), 0);
    tick(&world);
    assert_eq!(imports(&world), 1);
    // Another program that has the same file open has its own eyes, and one memory.
    for _ in 0..3 {
        assert!(other.tick(world.call.now).unwrap().failed.is_empty());
    }
    assert_eq!(imports(&world), 1);
}

#[test]
fn headings_that_do_not_fit_are_told_and_not_tried_again() {
    let (world, folder) = watching();
    let wrong = "colour,shape\nred,round_one\n";
    fs::write(folder.join("shapes.csv"), wrong).unwrap();
    fs::write(folder.join("empty.csv"), "").unwrap();
    fs::write(folder.join("picture.xlsx"), b"\x89PNG and so on").unwrap();
    ticks(&world);
    assert_eq!(imports(&world), 0);
    let files = first(&world)["files"].clone();
    let told = |name: &str| {
        let file = files
            .as_array()
            .unwrap()
            .iter()
            .find(|file| file["name"] == name)
            .unwrap();
        assert!(file["message"].as_str().unwrap().chars().count() > 10, "{file}");
        file["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(told("shapes.csv"), "import.required_unmapped");
    assert_eq!(told("empty.csv"), "import.empty_file");
    assert_eq!(told("picture.xlsx"), "import.not_a_table");
    let before = world.dump();
    ticks(&world);
    assert!(before == world.dump());
    // The owner says in the wizard what the columns are: it has come in, and others like it come in by themselves.
    let mapping = json!({ "mapping": { "colour": "name", "shape": "wechat" } });
    let status = world.import(plan("leads", folder.join("shapes.csv"), mapping));
    assert_eq!(status["created"], 1, "{status}");
    let shown = first(&world);
    let shapes = shown["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|file| file["name"] == "shapes.csv")
        .unwrap()
        .clone();
    assert_eq!(
        (&shapes["import"]["import_id"], &shapes["code"]),
        (&status["import_id"], &json!(null))
    );
    fs::write(folder.join("more shapes.csv"), "colour,shape\nblue,square_one\n").unwrap();
    // Mended, the other one is taken.
    fs::write(folder.join("empty.csv"), csv(0..2)).unwrap();
    ticks(&world);
    assert_eq!((imports(&world), leads(&world)), (3, 4));
}

#[test]
fn what_is_not_handed_over_is_left_alone() {
    let (world, folder) = watching();
    for name in [
        "~$a.xlsx",
        ".a.csv",
        "a.csv.part",
        "a.csv.crdownload",
        "a.pdf",
        "notes.docx",
        "a.errors.csv",
    ] {
        fs::write(folder.join(name), csv(0..3)).unwrap();
    }
    fs::create_dir(folder.join("sub.csv")).unwrap();
    fs::write(folder.join("sub.csv/a.csv"), csv(0..3)).unwrap();
    #[cfg(unix)]
    {
        fs::write(world.path().with_file_name("elsewhere.csv"), csv(0..3)).unwrap();
        std::os::unix::fs::symlink(world.path().with_file_name("elsewhere.csv"), folder.join("link.csv")).unwrap();
    }
    ticks(&world);
    assert_eq!((imports(&world), &first(&world)["files"]), (0, &json!([])));
}

#[test]
fn a_folder_that_is_gone_is_told_of_and_waited_for() {
    let (world, folder) = watching();
    let away = folder.with_file_name("away");
    fs::rename(&folder, &away).unwrap();
    for _ in 0..3 {
        tick(&world);
    }
    let trouble = first(&world)["trouble"].as_str().unwrap().to_owned();
    assert!(trouble.contains(&*folder.to_string_lossy()), "{trouble}");
    assert_eq!(
        world.err("folders.save", json!({ "path": folder, "id": 1 })),
        "folder.not_there"
    );
    // Others go on meanwhile, and it goes on itself when it is back.
    let second = folders::folder(&world, "second");
    world.ok("folders.save", json!({ "path": second }));
    fs::write(second.join("a.csv"), csv(0..1)).unwrap();
    fs::write(away.join("b.csv"), csv(1..2)).unwrap();
    ticks(&world);
    assert_eq!(leads(&world), 1);
    fs::rename(&away, &folder).unwrap();
    ticks(&world);
    assert_eq!((leads(&world), &first(&world)["trouble"]), (2, &json!(null)));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told_of_and_tried_again() {
    use std::os::unix::fs::PermissionsExt as _;
    let (world, folder) = watching();
    let path = folder.join("a.csv");
    fs::write(&path, csv(0..2)).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&path).is_ok() {
        println!("skipped: this person may read everything");
        return;
    }
    ticks(&world);
    assert_eq!(imports(&world), 0);
    assert!(first(&world)["trouble"].as_str().unwrap().contains("a.csv"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    tick(&world);
    assert_eq!((imports(&world), &first(&world)["trouble"]), (1, &json!(null)));
}

#[test]
fn taken_back_it_stays_away_and_ctrl_z_means_something_else() {
    let (world, folder) = watching();
    let before = world.records();
    world.person("Wang", "sales");
    fs::write(folder.join("a.csv"), csv(0..3)).unwrap();
    ticks(&world);
    assert_eq!(leads(&world), 3);
    let last = &world.ok("history.list", json!({}))[0];
    assert_eq!(
        (&last["command"], &last["subject"]),
        (&json!("tick.folders"), &json!("a.csv"))
    );
    // One's own last change is the person, not what came by itself.
    world.ok("history.undo", json!({}));
    assert_eq!(leads(&world), 3);
    assert_eq!(world.number("select count(*) from people where name = 'Wang'"), 0);
    let status = world.ok("imports.undo", json!({ "import_id": 1 }));
    assert_eq!(status["state"], "undone");
    let kept = |text: String| {
        text.lines()
            .filter(|line| !line.starts_with("folder_files|"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(kept(before), kept(world.records()));
    ticks(&world);
    assert_eq!(leads(&world), 0, "it was taken once");
    assert_eq!(first(&world)["files"][0]["import"]["state"], "undone");
}

#[test]
fn rows_that_cannot_be_taken_lie_beside_the_file_when_asked_for() {
    let (world, folder) = watching();
    fs::write(folder.join("a.csv"), "name,mobile\nA,13800000001\nNobody,\n").unwrap();
    ticks(&world);
    assert!(!folder.join("a.errors.csv").exists(), "nobody asked");
    assert_eq!(first(&world)["files"][0]["import"]["rejected"], 1);
    world.ok("folders.save", json!({ "id": 1, "beside": true }));
    fs::write(
        folder.join("b.csv"),
        "name,mobile\nB,13800000002\nNobody,\nNobody else,\n",
    )
    .unwrap();
    fs::write(folder.join("b.errors.csv"), "mine").unwrap();
    ticks(&world);
    let text = fs::read_to_string(folder.join("b.errors (2).csv")).unwrap();
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(text.contains("Nobody else"));
    assert_eq!(
        fs::read_to_string(folder.join("b.errors.csv")).unwrap(),
        "mine",
        "nothing of the owner's is overwritten"
    );
    ticks(&world);
    assert_eq!(imports(&world), 2, "nor is it taken for a new file");
    fs::write(folder.join("c.csv"), csv(5..6)).unwrap();
    ticks(&world);
    assert!(!folder.join("c.errors.csv").exists(), "nothing was wrong with it");
}

#[test]
fn other_formats_and_the_policy_for_those_that_are_known() {
    let (world, folder) = watching();
    world.ok("folders.save", json!({ "id": 1, "on_match": "update" }));
    fs::write(
        folder.join("cards.vcf"),
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nTEL;TYPE=CELL:13800000001\r\nORG:Acme\r\nEND:VCARD\r\n",
    )
    .unwrap();
    fs::write(
        folder.join("tabs.tsv"),
        "name\tmobile\tnote\nAnn Lee\t13800000001\tfrom the fair\n",
    )
    .unwrap();
    ticks(&world);
    assert_eq!((imports(&world), leads(&world)), (2, 1));
    assert_eq!(
        world.number("select count(*) from leads where note = 'from the fair' and company = 'Acme'"),
        1
    );
}
