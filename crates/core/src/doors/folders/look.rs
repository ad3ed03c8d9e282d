//! Looking into the folders: by itself every few seconds, or because somebody asks.

use super::list::{Folder, folders};
use super::take::{Taken, lay_beside, take};
use super::watch::Watch;
use super::watch::{self, Found};
use crate::doors::imports::Jobs;
use crate::doors::imports::OnMatch;
use crate::engine::call::Call;
use crate::engine::command::Nothing;
use crate::engine::failure::{Failure, Kind};
use crate::engine::jobs::Job;
use crate::engine::store::Read;
use crate::engine::workspace::{Workspace, lock};
use leadwell_rules::ids::{FolderId, PersonId, RecordKind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Files up to this size are taken one after another in one look; a larger one is imported while the looks go on, alone.
const SMALL: u64 = 4 << 20;
/// Bytes taken in one look.
const AT_ONCE: u64 = 32 << 20;
/// Between the two looks somebody asks for.
const BREATH: Duration = Duration::from_millis(400);

/// Takes what lies whole in the folders.
pub(crate) const JOB: Job = Job {
    name: "folders",
    due: |read| {
        Ok(read
            .one(
                "select 1 from folders where active = 1 and deleted_at is null limit 1",
                [],
                |_| Ok(()),
            )?
            .is_some())
    },
    run: |workspace, call| {
        // Somebody who asked for a look does the same at this moment.
        match workspace.state::<Watch>().turn.try_lock() {
            Ok(_turn) => pass(workspace, call),
            Err(_) => Ok(()),
        }
    },
};

/// A folder as a look needs it.
#[derive(Debug)]
pub struct Watched {
    /// Its id.
    pub id: FolderId,
    /// Where it is.
    pub path: PathBuf,
    /// What its files hold.
    pub kind: RecordKind,
    /// What happens to records that are there.
    pub on_match: OnMatch,
    /// Whether the rows that cannot be taken are written beside the file.
    pub beside: bool,
    /// For whom it is done.
    pub person: PersonId,
}

/// Answers `folders.look`: looks twice, and does not mind the clock, because somebody is there.
pub fn look(workspace: &Arc<Workspace>, call: &Call, _: Nothing) -> Result<Vec<Folder>, Failure> {
    let watch = workspace.state::<Watch>();
    let turn = lock(&watch.turn);
    pass(workspace, call)?;
    std::thread::sleep(BREATH);
    pass(workspace, call)?;
    drop(turn);
    workspace.read(call, folders)
}

fn watched(read: &Read<'_>) -> Result<Vec<Watched>, Failure> {
    read.all(
        "select id, path, kind, on_match, beside, person_id from folders where active = 1 and deleted_at is null order by id",
        [],
        |row| {
            Ok(Watched {
                id: FolderId(row.get(0)?),
                path: PathBuf::from(row.get::<_, String>(1)?),
                kind: row.get_ref(2)?.as_str()?.parse().unwrap_or(RecordKind::Leads),
                on_match: OnMatch::from_stored(row.get_ref(3)?.as_str().unwrap_or_default()),
                beside: row.get(4)?,
                person: PersonId(row.get(5)?),
            })
        },
    )
}

/// One look into every folder. A folder that is not there, and one whose person has left, is told of on the page and tried again.
fn pass(workspace: &Arc<Workspace>, call: &Call) -> Result<(), Failure> {
    let all = workspace.read(call, watched)?;
    workspace
        .state::<Watch>()
        .keep(&all.iter().map(|folder| folder.id).collect::<Vec<_>>());
    pay(workspace, call, &all)?;
    let mut left = AT_ONCE;
    let mut first_failure = None;
    for folder in &all {
        let Ok(files) = watch::files(&folder.path) else {
            continue;
        };
        let theirs = Call {
            person: folder.person,
            ..call.clone()
        };
        for file in workspace.state::<Watch>().whole(folder.id, files) {
            // Whoever imports by hand is not disturbed.
            if workspace.state::<Jobs>().busy() || left == 0 {
                return first_failure.map_or(Ok(()), Err);
            }
            match one(workspace, &theirs, folder, &file) {
                Ok(()) => left = left.saturating_sub(file.bytes.max(1)),
                Err(failure) if failure.kind == Kind::Forbidden => break,
                Err(failure) => {
                    first_failure.get_or_insert(failure);
                }
            }
        }
    }
    first_failure.map_or(Ok(()), Err)
}

fn one(workspace: &Arc<Workspace>, call: &Call, folder: &Watched, file: &Found) -> Result<(), Failure> {
    match take(workspace, call, folder, file)? {
        Taken::Later => {}
        Taken::Settled => workspace.state::<Watch>().settle(folder.id, file),
        Taken::Begun(id) => {
            workspace.state::<Watch>().settle(folder.id, file);
            if folder.beside {
                workspace.state::<Watch>().owe(folder.id, file.name.clone(), id);
            }
            if file.bytes <= SMALL {
                workspace.state::<Jobs>().wait(id);
                pay(workspace, call, std::slice::from_ref(folder))?;
            }
        }
    }
    Ok(())
}

/// Lays the rows that could not be taken beside their files, of imports that have ended.
fn pay(workspace: &Arc<Workspace>, call: &Call, folders: &[Watched]) -> Result<(), Failure> {
    for folder in folders {
        for (name, id) in workspace
            .state::<Watch>()
            .owed(folder.id, |id| !workspace.state::<Jobs>().runs(id))
        {
            lay_beside(workspace, call, &folder.path, &name, id)?;
        }
    }
    Ok(())
}
