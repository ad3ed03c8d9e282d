//! Who is connected. A connection that asks for nothing, or has shown no secret, takes nobody's place: when there are many, the one that
//! has waited longest makes room. Only a request that was let in has a seat that is kept.

use axum::Extension;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, Semaphore};

/// Open connections at once.
const CONNECTIONS: usize = 256;
/// Requests that are answered at once; more wait.
const SEATS: usize = 64;

/// The connections of a gateway.
#[derive(Debug)]
pub(crate) struct Guests {
    /// The one that came first stands first.
    all: Mutex<VecDeque<Arc<Guest>>>,
    seats: Semaphore,
}

/// One connection.
#[derive(Debug, Default)]
pub(crate) struct Guest {
    /// A secret was shown on it.
    known: AtomicBool,
    /// Requests that were let in and are not answered yet.
    requests: AtomicUsize,
    leave: Notify,
}

impl Guests {
    pub(crate) fn new() -> Arc<Guests> {
        Arc::new(Guests {
            all: Mutex::default(),
            seats: Semaphore::new(SEATS),
        })
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Arc<Guest>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another connection. When there are too many, one that asks for nothing is told to leave: a stranger before somebody known.
    pub(crate) fn enter(&self) -> Arc<Guest> {
        let guest = Arc::new(Guest::default());
        let mut all = self.all();
        if all.len() >= CONNECTIONS {
            let idle = |guest: &Arc<Guest>| guest.requests.load(Ordering::Acquire) == 0;
            let stranger = |guest: &Arc<Guest>| idle(guest) && !guest.known.load(Ordering::Acquire);
            let leaving = all.iter().position(stranger).or_else(|| all.iter().position(idle));
            if let Some(leaving) = leaving.and_then(|at| all.remove(at)) {
                leaving.leave.notify_one();
            }
        }
        all.push_back(Arc::clone(&guest));
        guest
    }

    /// A connection has ended.
    pub(crate) fn left(&self, guest: &Arc<Guest>) {
        self.all().retain(|other| !Arc::ptr_eq(other, guest));
    }
}

impl Guest {
    /// Ready when it is to make room.
    pub(crate) async fn told_to_leave(&self) {
        self.leave.notified().await;
    }
}

/// A request is under way, until this is dropped.
struct UnderWay(Arc<Guest>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.requests.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Answers a request that was let in, when there is a seat for it.
pub(crate) async fn seat(
    Extension(guests): Extension<Arc<Guests>>,
    Extension(guest): Extension<Arc<Guest>>,
    request: Request,
    next: Next,
) -> Response {
    guest.known.store(true, Ordering::Release);
    guest.requests.fetch_add(1, Ordering::AcqRel);
    let _under_way = UnderWay(guest);
    // Never closed; without a seat it is answered all the same.
    let _seat = guests.seats.acquire().await.ok();
    next.run(request).await
}
